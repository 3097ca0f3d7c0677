import { keepPictures } from "../lab/kept-pictures.ts";

// Run before the files, once for all of them; a file that is run without it encodes its scenes itself.
await keepPictures();
