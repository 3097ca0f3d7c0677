// The order counts: what the first import sets must stand before zod is loaded, which comes with the first values.
import "../../live/strict-csp.ts";
import "./page.tsx";
