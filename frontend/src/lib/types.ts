/** The types of the ontology as the page shows them: a word, a shape (by quad) and a colour each, in the ontology's order. */

export type Shape = "circle" | "square" | "triangle" | "diamond";

export interface Kind {
  code: string;
  word: string;
  shape: Shape;
  /** Names the CSS token --t-… that holds its colour in both themes. */
  token: string;
}

const ROWS: [string, string, Shape][] = [
  ["AGREE", "Agreement", "circle"],
  ["CONSULT", "Consultation", "circle"],
  ["SUPPORT", "Support", "circle"],
  ["CONCEDE", "Concession", "circle"],
  ["COOPERATE", "Cooperation", "square"],
  ["AID", "Aid", "square"],
  ["RETREAT", "Retreat", "square"],
  ["REQUEST", "Demand", "triangle"],
  ["ACCUSE", "Accusation", "triangle"],
  ["REJECT", "Rejection", "triangle"],
  ["THREATEN", "Threat", "triangle"],
  ["PROTEST", "Protest", "diamond"],
  ["SANCTION", "Sanction", "diamond"],
  ["MOBILIZE", "Mobilisation", "diamond"],
  ["COERCE", "Coercion", "diamond"],
  ["ASSAULT", "Assault", "diamond"],
];

export const KINDS: readonly Kind[] = ROWS.map(([code, word, shape]) => ({ code, word, shape, token: `--t-${code.toLowerCase()}` }));

const BY_CODE = new Map(KINDS.map((kind) => [kind.code, kind]));

/** Also of a type that an own ontology adds: a grey circle under its code. */
export function kindOf(code: string): Kind {
  return BY_CODE.get(code) ?? { code, word: sentence(code.toLowerCase()), shape: "circle", token: "--t-other" };
}

export const QUADS: readonly { shape: Shape; word: string }[] = [
  { shape: "diamond", word: "Material conflict" },
  { shape: "triangle", word: "Verbal conflict" },
  { shape: "square", word: "Material cooperation" },
  { shape: "circle", word: "Verbal cooperation" },
];

export function sentence(words: string): string {
  const plain = words.replaceAll("_", " ").replaceAll("-", " ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

export function titleOf(type: string, mode: string | null): string {
  const word = kindOf(type).word;
  return mode ? `${word}, ${mode.replaceAll("_", " ")}` : word;
}

/** Outline of a shape of the given half-width around the origin, as an SVG path; also understood by Path2D. */
export function outline(shape: Shape, r: number): string {
  switch (shape) {
    case "circle":
      return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
    case "square":
      return `M${-r * 0.88} ${-r * 0.88}h${r * 1.76}v${r * 1.76}h${-r * 1.76}z`;
    case "triangle":
      return `M0 ${-r * 1.12}L${r * 1.08} ${r * 0.78}H${-r * 1.08}z`;
    case "diamond":
      return `M0 ${-r * 1.2}L${r * 1.2} 0L0 ${r * 1.2}L${-r * 1.2} 0z`;
  }
}

export const STATES: Record<string, { word: string; sign: string; says: string }> = {
  agreed: { word: "agreed", sign: "=", says: "Independent reports say the same." },
  ranging: { word: "figures differ", sign: "≈", says: "The reports give different figures." },
  contradicted: { word: "contradicted", sign: "≠", says: "Somebody denies it, or their part in it." },
  "single source": { word: "one voice", sign: "1", says: "Only one text of its own tells of it." },
};

export function stateOf(state: string): { word: string; sign: string; says: string } {
  return STATES[state] ?? { word: state, sign: "·", says: "" };
}
