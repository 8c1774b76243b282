/** The labels of the base map: the map writes them, and all views take the names of countries from them. */
import { learnCountries } from "./names.svelte";
import type { Labels } from "../map/land";

class Base {
  labels = $state.raw<Labels | null>(null);
  failed = $state(false);

  async load(): Promise<void> {
    try {
      const got = (await (await fetch(new URL("base/labels.json", document.baseURI))).json()) as Labels;
      learnCountries(got.countries);
      this.labels = got;
    } catch {
      this.failed = true;
    }
  }
}

export const base = new Base();
