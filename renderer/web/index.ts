import "../live/strict-csp.ts";

void import("./page.tsx");
