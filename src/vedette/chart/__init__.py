"""Pictures of a lake: series with their alerts, who does what to whom, forces over time, forecasts, incidents on a map.

    from vedette import chart, open_lake
    picture = chart.draw(open_lake("lake"), "series", country="SDN")
    chart.save(picture, "sudan.html")

`draw` gives a chart of altair, which a program may alter; `save` writes it so that nothing is fetched when it is opened.
Both need `pip install "vedette[plots]"`.
"""

from vedette.chart.drawn import KINDS, draw
from vedette.chart.saved import FORMS, html, png, save, svg, title

__all__ = ["FORMS", "KINDS", "draw", "html", "png", "save", "svg", "title"]
