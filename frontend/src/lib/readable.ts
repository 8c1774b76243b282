/** Sentences that rules write, made ready for people. */
import { asDay, shortDay } from "./days";
import { codeName, isCountry } from "./names.svelte";

/** Codes of countries by their names, days as days are written here. What is quoted stays as it is. */
export function readable(told: string): string {
  const words = told
    .split(/(“[^”]*”|'[^']*')/)
    .map((part, at) => (at % 2 ? part : part.replace(/\b\d{4}-\d\d-\d\d\b/g, dayOf).replace(/\b[A-Z]{3}(?: [A-Z]{3})?\b/g, partyOf)))
    .join("");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function dayOf(iso: string): string {
  const day = asDay(iso);
  return day === null ? iso : shortDay(day);
}

function partyOf(code: string): string {
  return isCountry(code.slice(0, 3)) ? codeName(code) : code;
}
