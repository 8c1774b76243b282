/** The door to the server. Everything is asked for below the page's own address; a token is kept for this tab only. */

const BASE = new URL("api/v1/", document.baseURI);
const TOKEN = "vedette-token";

export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export function keepToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
}

/** The address that the server printed may bear the token behind the #: it is taken, and taken off. */
export function takeToken(): void {
  const given = /^#token=(.+)$/.exec(location.hash)?.[1];
  if (!given) return;
  keepToken(decodeURIComponent(given));
  history.replaceState(null, "", location.pathname + location.search);
}

function headers(): HeadersInit {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { Authorization: `Bearer ${token}` } : {};
}

export function addressOf(path: string, query?: URLSearchParams): string {
  const url = new URL(path, BASE);
  if (query) url.search = query.toString();
  return url.href;
}

export async function get<T>(path: string, query?: URLSearchParams, signal?: AbortSignal): Promise<T> {
  return answer<T>(await reach(addressOf(path, query), { headers: headers(), ...(signal ? { signal } : {}) }));
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const init = { method: "POST", headers: { ...headers(), "Content-Type": "application/json" }, body: JSON.stringify(body) };
  return answer<T>(await reach(addressOf(path), init));
}

/** What is downloaded goes through the same door, so that a token travels in a header and never in an address. */
export async function download(path: string, query: URLSearchParams, name: string): Promise<void> {
  const response = await reach(addressOf(path, query), { headers: headers() });
  if (!response.ok) await answer(response);
  handOver(await response.blob(), name);
}

/** A file for the reader to keep. */
export function handOver(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused(0, "The server does not answer. Is `vedette serve` still running?");
  }
}

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  throw new Refused(response.status, await reason(response));
}

async function reason(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as { title?: string; detail?: string };
    return problem.detail ?? problem.title ?? `The server answered ${response.status}.`;
  } catch {
    return `The server answered ${response.status}.`;
  }
}

export function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Calls back whenever rows were added, and when alerts were counted. To be begun after a first answer: that brings the cookie
 * that stands for the token, which a browser cannot send in a header here. */
export function listen(added: () => void, counted: (of: number | null) => void): () => void {
  const stream = new EventSource(addressOf("stream"));
  let version: string | null = null;
  stream.addEventListener("lake", (event) => {
    const now = String((JSON.parse((event as MessageEvent<string>).data) as { version?: number }).version ?? "");
    if (version !== null && now !== version) added();
    version = now;
  });
  stream.addEventListener("alerts", (event) => counted((JSON.parse((event as MessageEvent<string>).data) as { of?: number }).of ?? null));
  return () => stream.close();
}
