/** Claims of a number on one scale. */
import type { Claim } from "../lib/shapes";

export interface Row {
  claim: Claim;
  /** Reports that reprint the same text and so say the same. */
  copies: Claim[];
}

/** One row a voice: claims of copies fold under the text that they reprint. */
export function rowsOf(claims: readonly Claim[]): Row[] {
  const rows: Row[] = [];
  for (const claim of claims) {
    const own = claim.report === claim.voice ? undefined : rows.find((row) => row.claim.voice === claim.voice && same(row.claim, claim));
    if (own) own.copies.push(claim);
    else rows.push({ claim, copies: [] });
  }
  return rows;
}

function same(a: Claim, b: Claim): boolean {
  return a.low === b.low && a.high === b.high && a.part === b.part && a.denied === b.denied && a.source_words === b.source_words;
}

/** The end of the scale: a round number above all that is claimed. */
export function endOf(claims: readonly Claim[]): number {
  const most = Math.max(1, ...claims.map((claim) => Math.max(claim.low ?? 0, claim.high ?? 0)));
  const unit = 10 ** Math.floor(Math.log10(most));
  return [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12].map((step) => step * unit).find((end) => end >= most * 1.08) ?? most * 1.2;
}

/** Round numbers along it, four or five. */
export function ticksOf(end: number): number[] {
  const rough = end / 4;
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const step = Math.max(1, ([1, 2, 2.5, 5, 10].map((each) => each * unit).find((each) => each >= rough) ?? rough));
  const ticks = [];
  for (let tick = 0; tick <= end; tick += step) ticks.push(tick);
  return ticks;
}
