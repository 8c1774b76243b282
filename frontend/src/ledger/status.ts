/** Statuses of a posture, from words to departure: a word, a sign and a colour token each. */
export const STATUSES: Record<string, { word: string; sign: string; token: string }> = {
  requested: { word: "requested", sign: "?", token: "--t-request" },
  threatened: { word: "threatened", sign: "!", token: "--t-reject" },
  authorised: { word: "authorised", sign: "✓", token: "--t-sanction" },
  on_standby: { word: "on standby", sign: "=", token: "--t-accuse" },
  moving: { word: "moving", sign: "→", token: "--t-aid" },
  present: { word: "present", sign: "●", token: "--t-agree" },
  rotated: { word: "rotated", sign: "↻", token: "--t-consult" },
  withdrawn: { word: "withdrawn", sign: "←", token: "--t-other" },
  denied: { word: "denied", sign: "×", token: "--t-assault" },
};

export function statusOf(status: string): { word: string; sign: string; token: string } {
  return STATUSES[status] ?? { word: status.replaceAll("_", " "), sign: "·", token: "--t-other" };
}
