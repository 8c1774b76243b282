/** Light or dark: as the reader's machine says, until he says otherwise. It is his, so it stays on his machine and out of the address. */

type Choice = "light" | "dark" | "auto";
const KEY = "vedette-theme";

class Theme {
  choice = $state<Choice>(asChoice(localStorage.getItem(KEY)));
  #dark = $state(matchMedia("(prefers-color-scheme: dark)").matches);
  readonly shown: "light" | "dark" = $derived(this.choice === "auto" ? (this.#dark ? "dark" : "light") : this.choice);

  constructor() {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => (this.#dark = event.matches));
  }

  turn(): void {
    this.choice = this.shown === "dark" ? "light" : "dark";
    localStorage.setItem(KEY, this.choice);
  }
}

function asChoice(kept: string | null): Choice {
  return kept === "light" || kept === "dark" ? kept : "auto";
}

export const theme = new Theme();
