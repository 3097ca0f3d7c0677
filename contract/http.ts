// What the core answers over HTTP, each beside the feature that it belongs to: whoever asks for much of it finds all of it here.

export * from "./access/http.ts";
export * from "./answers.ts";
export * from "./camera-events/http.ts";
export * from "./citizen-reports/http.ts";
export * from "./feed/http.ts";
export * from "./forecast/http.ts";
export * from "./map/http.ts";
export * from "./news/http.ts";
export * from "./outages/http.ts";
export * from "./outbox/http.ts";
export * from "./readings/http.ts";
export { routes } from "./routes.ts";
export * from "./secrets/http.ts";
export * from "./site-files/http.ts";
export * from "./sources/http.ts";
export * from "./status/http.ts";
export * from "./wall/http.ts";
export * from "./warnings/http.ts";
export * from "./wizards/http.ts";
