"""Forecasts: killed by country and month, 1 to 12 months ahead, as predictive distributions beside honest baselines."""
