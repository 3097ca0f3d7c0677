// What a page of the leader's, other than the first, says.
import "../../i18n/leader-pages-words.ts";
import "./leader.css";
