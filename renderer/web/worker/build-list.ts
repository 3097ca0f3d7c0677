/** A build, as the step that made it wrote into the worker's first line. */
export type BuildList = {
  id: string;
  /** Its files, by their addresses, each with a hash of its contents in its name: what never changes. */
  files: readonly string[];
};

declare const self: { readonly __build: BuildList };

export const build: BuildList = self.__build;
