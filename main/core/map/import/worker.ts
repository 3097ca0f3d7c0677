// The process a map file is looked at in: what is large or malicious takes this process down, never the core.
import { CodedError } from "#contract/errors.ts";
import { answerOne } from "../../apart/answering.ts";
import { inspect } from "./inspect.ts";
import type { Answer, Request } from "./inspection.ts";

answerOne((request) =>
  inspect(request as Request).then(
    (inspected): Answer => ({ inspected }),
    (error: unknown): Answer => {
      if (error instanceof CodedError) return { refused: error.toMessage() };
      throw error;
    },
  ),
);
