// The process a copy of the database is read whole in, so that the core goes on meanwhile.
import { answerOne } from "../apart/answering.ts";
import { findDamage } from "./verification.ts";

answerOne((file) => findDamage(String(file)));
