/** Messages as the document systems of the provinces write them (QCVN 102:2016), with nothing in them but what is made up. */

const namespace = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
const offsetMs = 7 * 3_600_000;

const local = (atMs: number): string => new Date(atMs + offsetMs).toISOString();
/** 2026/11/27 08:30:00, in Việt Nam's time and without saying so. */
export const stamp = (atMs: number): string => local(atMs).slice(0, 19).replace(/-/g, "/").replace("T", " ");
export const localDay = (atMs: number): string => local(atMs).slice(0, 10);

export type Sent = {
  id: string;
  number: number;
  from: string;
  to: readonly string[];
  dueOn: string | null;
  /** 0 new · 1 recalled · 2 changed. */
  business: "0" | "1" | "2";
  atMs: number;
};

const organ = (tag: string, code: string): string =>
  `<edXML:${tag}><edXML:OrganId>${code}</edXML:OrganId><edXML:OrganName>Cơ quan mô phỏng ${code}</edXML:OrganName></edXML:${tag}>`;

export const sentXml = ({
  id,
  number,
  from,
  to,
  dueOn,
  business,
  atMs,
}: Sent): string => `<?xml version="1.0" encoding="utf-8"?>
<edXML xmlns="${namespace}">
  <edXML:edXMLEnvelope xmlns:edXML="${namespace}">
    <edXML:edXMLHeader>
      <edXML:MessageHeader>
        ${organ("From", from)}
        ${to.map((code) => organ("To", code)).join("\n        ")}
        <edXML:Code><edXML:CodeNumber>${number}</edXML:CodeNumber><edXML:CodeNotation>MP-VP</edXML:CodeNotation></edXML:Code>
        <edXML:PromulgationInfo><edXML:Place>Nơi mô phỏng</edXML:Place><edXML:PromulgationDate>${localDay(atMs)}</edXML:PromulgationDate></edXML:PromulgationInfo>
        <edXML:DocumentType><edXML:Type>18</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
        <edXML:Subject>Văn bản mô phỏng</edXML:Subject>
        <edXML:SignerInfo><edXML:FullName>Người ký mô phỏng</edXML:FullName></edXML:SignerInfo>
        <edXML:DueDate>${dueOn ?? ""}</edXML:DueDate>
        <edXML:DocumentId>${id}</edXML:DocumentId>
      </edXML:MessageHeader>
      <edXML:TraceHeaderList version="1.0">
        <edXML:TraceHeader><edXML:OrganId>${from}</edXML:OrganId><edXML:Timestamp>${stamp(atMs)}</edXML:Timestamp></edXML:TraceHeader>
        <edXML:Bussiness><edXML:BussinessDocType>${business}</edXML:BussinessDocType></edXML:Bussiness>
      </edXML:TraceHeaderList>
      <edXML:DigitalSignature/>
    </edXML:edXMLHeader>
  </edXML:edXMLEnvelope>
  <AttachmentEncoded><Attachment><AttachmentName>mo-phong.pdf</AttachmentName><ContentTransferEncoded>TcO0IHBo4buPbmc=</ContentTransferEncoded></Attachment></AttachmentEncoded>
</edXML>
`;

export type Told = { id: string; number: number; organ: string; sender: string; state: string; atMs: number };

export const toldXml = ({
  id,
  number,
  organ: from,
  sender,
  state,
  atMs,
}: Told): string => `<?xml version="1.0" encoding="utf-8"?>
<edXML xmlns="${namespace}">
  <edXML:edXMLEnvelope xmlns:edXML="${namespace}">
    <edXML:edXMLHeader>
      <edXML:Status>
        <edXML:ResponseFor><edXML:OrganId>${sender}</edXML:OrganId><edXML:Code>${number}/MP-VP</edXML:Code><edXML:DocumentId>${id}</edXML:DocumentId></edXML:ResponseFor>
        ${organ("From", from)}
        <edXML:StatusCode>${state}</edXML:StatusCode>
        <edXML:Timestamp>${stamp(atMs)}</edXML:Timestamp>
      </edXML:Status>
    </edXML:edXMLHeader>
  </edXML:edXMLEnvelope>
</edXML>
`;
