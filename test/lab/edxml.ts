/** Messages of the exchange of e-documents, as the systems of the provinces write them (QCVN 102:2016); all names are invented. */

export type SentDocument = {
  id: string;
  from: string;
  to: readonly string[];
  at: string;
  due?: string;
  number?: string;
  notation?: string;
  /** 0 new, 1 recalled, 2 changed. */
  business?: string;
};

const organ = (tag: string, code: string): string => `
        <edXML:${tag}>
          <edXML:OrganId>${code}</edXML:OrganId>
          <edXML:OrganizationInCharge>UBND tỉnh</edXML:OrganizationInCharge>
          <edXML:OrganName>Cơ quan bí mật tên ${code}</edXML:OrganName>
          <edXML:Email>nguyenvana@example.vn</edXML:Email>
        </edXML:${tag}>`;

const namespace = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

export function documentXml(document: SentDocument): string {
  const { id, from, to, at, due = "", number = "123", notation = "UBND-KT", business = "0" } = document;
  return `<?xml version="1.0" encoding="utf-8"?>
<edXML xmlns="${namespace}">
  <edXML:edXMLEnvelope xmlns:edXML="${namespace}">
    <edXML:edXMLHeader>
      <edXML:MessageHeader>${organ("From", from)}${to.map((code) => organ("To", code)).join("")}
        <edXML:Code><edXML:CodeNumber>${number}</edXML:CodeNumber><edXML:CodeNotation>${notation}</edXML:CodeNotation></edXML:Code>
        <edXML:PromulgationInfo><edXML:Place>Lạng Sơn</edXML:Place><edXML:PromulgationDate>${at.slice(0, 10)}</edXML:PromulgationDate></edXML:PromulgationInfo>
        <edXML:DocumentType><edXML:Type>18</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
        <edXML:Subject>Về việc Nội Dung Kín của ông Trần Bí Mật</edXML:Subject>
        <edXML:Content>Nội Dung Kín &amp; chi tiết</edXML:Content>
        <edXML:SignerInfo><edXML:Competence>TM.</edXML:Competence><edXML:Position>Chủ tịch</edXML:Position><edXML:FullName>Trần Bí Mật</edXML:FullName></edXML:SignerInfo>
        <edXML:DueDate>${due}</edXML:DueDate>
        <edXML:DocumentId>${id}</edXML:DocumentId>
      </edXML:MessageHeader>
      <edXML:TraceHeaderList id="x" version="1.0">
        <edXML:TraceHeader><edXML:OrganId>${from}</edXML:OrganId><edXML:Timestamp>${at}</edXML:Timestamp></edXML:TraceHeader>
        <edXML:Bussiness>
          <edXML:BussinessDocType>${business}</edXML:BussinessDocType>
          <edXML:StaffInfo><edXML:Staff>Trần Bí Mật</edXML:Staff><edXML:Mobile>0912345678</edXML:Mobile></edXML:StaffInfo>
        </edXML:Bussiness>
      </edXML:TraceHeaderList>
      <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignatureValue>AAAA</SignatureValue></Signature>
    </edXML:edXMLHeader>
    <edXML:edXMLBody><edXML:edXMLManifest version="1.0"/></edXML:edXMLBody>
  </edXML:edXMLEnvelope>
  <AttachmentEncoded><Attachment><AttachmentName>danh-sach-Bi-Mat.pdf</AttachmentName><ContentTransferEncoded>QsOtIE3huq10</ContentTransferEncoded></Attachment></AttachmentEncoded>
</edXML>
`;
}

export type ToldState = { id: string; organ: string; sender?: string; state: string; at: string };

export const stateXml = ({
  id,
  organ: from,
  sender = "",
  state,
  at,
}: ToldState): string => `<?xml version="1.0" encoding="utf-8"?>
<edXML:edXML xmlns:edXML="${namespace}">
  <edXML:edXMLEnvelope>
    <edXML:edXMLHeader>
      <edXML:Status>
        <edXML:ResponseFor><edXML:OrganId>${sender}</edXML:OrganId><edXML:Code>123/UBND-KT</edXML:Code><edXML:DocumentId>${id}</edXML:DocumentId></edXML:ResponseFor>${organ("From", from)}
        <edXML:StatusCode>${state}</edXML:StatusCode>
        <edXML:Description>Đã chuyển ông Trần Bí Mật</edXML:Description>
        <edXML:Timestamp>${at}</edXML:Timestamp>
        <edXML:StaffInfo><edXML:Staff>Trần Bí Mật</edXML:Staff><edXML:Mobile>0912345678</edXML:Mobile></edXML:StaffInfo>
      </edXML:Status>
    </edXML:edXMLHeader>
  </edXML:edXMLEnvelope>
</edXML:edXML>
`;
