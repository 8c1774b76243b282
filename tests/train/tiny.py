"""A random encoder of the BERT kind, small enough to learn on any machine, and a corpus of a few sentences."""

from __future__ import annotations

import json
import random
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 4, 64, 320
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")

ACTORS = ("Rebels", "Soldiers", "Gunmen", "Marines", "Farmers", "Nurses")
PLACES = ("Orvel", "Tamsk", "Belmar", "Quiro", "Ustara")
DAYS = ("Monday", "Tuesday", "Friday")
PATTERNS = (
    ("{actor} shelled {place} on {time}.", "shelled", "ASSAULT", "heavy-weapons", "actual"),
    ("{actor} will march through {place} on {time}.", "march", "PROTEST", "demo", "planned"),
    ("{actor} did not leave {place} on {time}.", "leave", "RETREAT", "withdraw", "negated"),
    ("{actor} repainted bridges in {place} on {time}.", "repainted", "REPAIR", None, "actual"),
)
"""Words, trigger, type, mode and status; REPAIR is a type of a user's own."""
QUIET = ("Rain fell on {place}.", "Bread costs more in {place} than in spring.")

SETTINGS = """
[pretrain]
steps = 3
batch_pieces = 512
warm = 1

[fit]
epochs = 6
batch_pieces = 256
rate = 3e-3
rate_heads = 6e-3
decay = 0.0
dropout = 0.0
noise = 0.05
arrangements = 1
arc_width = 16
arc_layers = 1

[[teachers]]
seed = 1

[[teachers]]
seed = 2
arc_layers = 2

[mark]
batch_pieces = 1024
shard = 20

[pupil]
seed = 3
epochs = 12
batch_pieces = 256
rate = 3e-3

[thresholds]
trigger = [0.5, 0.3]
argument = [0.5]
context = [0.5]

[export]
calibration = 40
"""


def encoder(folder: Path) -> Path:
    """Write the three files of an encoder."""
    torch = pytest.importorskip("torch", reason="train/ needs torch")
    files = pytest.importorskip("safetensors.torch", reason="train/ needs safetensors")
    tokenizer().save(str(folder / "tokenizer.json"))
    vocabulary = tokenizer().get_vocab_size()
    config = {
        "model_type": "bert",
        "hidden_act": "gelu",
        "vocab_size": vocabulary,
        "max_position_embeddings": POSITIONS,
        "hidden_size": WIDTH,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "intermediate_size": INNER,
    }
    (folder / "config.json").write_text(json.dumps(config))
    draw = torch.Generator().manual_seed(1)
    drawn = {name: torch.randn(shape, generator=draw) * 0.05 for name, shape in _shapes(vocabulary)}
    ones = {name: value + 1 for name, value in drawn.items() if name.endswith("LayerNorm.weight")}
    files.save_file({**drawn, **ones}, folder / "model.safetensors")
    return folder


def _shapes(vocabulary: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield "bert.embeddings.word_embeddings.weight", (vocabulary, WIDTH)
    yield "bert.embeddings.position_embeddings.weight", (POSITIONS, WIDTH)
    yield "bert.embeddings.token_type_embeddings.weight", (2, WIDTH)
    yield from _both("bert.embeddings.LayerNorm", WIDTH)
    for i in range(LAYERS):
        at = f"bert.encoder.layer.{i}"
        for name in ("query", "key", "value"):
            yield from _both(f"{at}.attention.self.{name}", WIDTH, WIDTH)
        yield from _both(f"{at}.attention.output.dense", WIDTH, WIDTH)
        yield from _both(f"{at}.attention.output.LayerNorm", WIDTH)
        yield from _both(f"{at}.intermediate.dense", INNER, WIDTH)
        yield from _both(f"{at}.output.dense", WIDTH, INNER)
        yield from _both(f"{at}.output.LayerNorm", WIDTH)


def _both(name: str, *shape: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.weight", shape
    yield f"{name}.bias", shape[:1]


def tokenizer() -> Tokenizer:
    """Word pieces over the corpus's own words, and letters for all others."""
    words = {w.lower() for p in (*(p[0] for p in PATTERNS), *QUIET) for w in p.replace("{", " ").split() if w.isalpha()}
    names = {w.lower() for w in (*ACTORS, *DAYS)}
    signs = [*string.ascii_lowercase, *string.digits, *string.punctuation]
    pieces = [*SPECIAL, *signs, *(f"##{c}" for c in string.ascii_lowercase), *sorted((words | names) - set(signs))]
    made = Tokenizer(models.WordPiece({p: i for i, p in enumerate(pieces)}, unk_token="[UNK]"))  # noqa: S106 - no secret
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.decoder = decoders.WordPiece()
    return made


def reports(count: int, seed: int) -> list[dict[str, Any]]:
    """Annotated reports of one to three sentences."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    return [_report(f"tiny-{seed}-{i}", rng) for i in range(count)]


def _report(name: str, rng: random.Random) -> dict[str, Any]:
    text, spans, events = "", [], []
    for _ in range(rng.randint(1, 3)):
        at = len(text) + bool(text)
        words, event = _sentence(rng, at)
        text = f"{text} {words}" if text else words
        spans.append([at, len(text)])
        events += event
    return {"id": name, "published": "2024-03-06", "kind": "brief", "text": text, "sentences": spans, "events": events}


def _sentence(rng: random.Random, at: int) -> tuple[str, list[dict[str, Any]]]:
    fills = {"actor": rng.choice(ACTORS), "place": rng.choice(PLACES), "time": rng.choice(DAYS)}
    if rng.random() < 0.2:
        return rng.choice(QUIET).format(**fills), []
    pattern, trigger, type_, mode, status = rng.choice(PATTERNS)
    words = pattern.format(**fills)
    event = {
        "type": type_,
        "mode": mode,
        "status": status,
        "contexts": ["military"] if type_ == "ASSAULT" else [],
        "trigger": _span(words, trigger, at),
        "arguments": [{"role": role, **_span(words, fill, at)} for role, fill in fills.items()],
    }
    return words, [event]


def _span(words: str, part: str, at: int) -> dict[str, Any]:
    start = at + words.index(part)
    return {"start": start, "end": start + len(part), "text": part}


def write(folder: Path) -> dict[str, Path]:
    """Corpus, dev, unlabelled reports, settings and an encoder, as files."""
    (folder / "base").mkdir(parents=True)
    bare = [{"id": r["id"], "text": r["text"]} for r in reports(60, 3)]
    for name, lines in (("corpus", reports(80, 1)), ("dev", reports(15, 2)), ("unlabelled", bare)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (folder / "settings.toml").write_text(SETTINGS)
    encoder(folder / "base")
    return {name: folder / f"{name}.jsonl" for name in ("corpus", "dev", "unlabelled")}


def command(folder: Path, out: str = "model", work: str = "work") -> list[str]:
    """What is said after `python -m train` to learn from what `write` wrote."""
    given = {"--corpus": "corpus.jsonl", "--dev": "dev.jsonl", "--unlabelled": "unlabelled.jsonl"}
    given |= {"--settings": "settings.toml", "--base": "base", "--work": work, "--out": out}
    return [w for k, v in given.items() for w in (k, str(folder / v))] + ["--no-extra", "--device", "cpu"]
