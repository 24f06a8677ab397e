/** English, of checking a document; part of what is loaded with the pages of documents. */

export const en = {
  'verify.title': 'Check a document',
  'verify.lead': 'Find out whether a document really comes from us, and whether it still holds.',
  'verify.code': 'Code',
  'verify.code_hint': 'It is printed on the document: three groups of four letters and digits.',
  'verify.code_wrong': 'A code has twelve letters and digits, for example 7K3M-9QXR-2B6C. Please check it.',
  'verify.check': 'Check',

  'verify.unknown': 'No document with this code',
  'verify.unknown_text':
    'We have issued nothing with the code {code}. Please compare it with the document once more. If it is the same, the document is not from us.',

  'verify.state.genuine': 'Genuine',
  'verify.state.superseded': 'Genuine, but replaced by a newer document',
  'verify.state.revoked': 'Revoked: this document no longer holds',
  'verify.genuine_text': '{company} has issued this document, and it holds.',
  'verify.superseded_text':
    '{company} has issued this document, and later another one in its place. Ask for the newer one.',
  'verify.revoked_text': '{company} has revoked this document on {date}.',
  'verify.revoked_no_date': '{company} has revoked this document.',

  'verify.company': 'Issued by',
  'verify.for': 'For',
  'verify.issued_on': 'Issued on',
  'verify.amount': 'Amount',
  'verify.signatures': 'Signatures',
  'verify.signed_by.one': 'Signed by {count} person',
  'verify.signed_by.other': 'Signed by {count} people',

  'verify.file_title': 'Check a file',
  'verify.file_lead':
    'Do you have the document as a file? Then see whether it is exactly the one that we issued.',
  'verify.file_choose': 'Choose the file',
  'verify.file_drop': 'or drop it here.',
  'verify.file_stays':
    'The file stays on your device. It is compared here in your browser, and is sent nowhere.',
  'verify.file_reading': 'The file is being read',
  'verify.file_unreadable': 'Your browser cannot read this file. Please choose it again.',
  'verify.file_newest': 'This is the document, unchanged.',
  'verify.file_newest_superseded': 'This is the document, unchanged, but another has taken its place.',
  'verify.file_newest_revoked': 'This is the document, unchanged, but it was revoked.',
  'verify.file_earlier': 'This is an earlier version of the document, unchanged.',
  'verify.file_earlier_superseded':
    'This is an earlier version of the document, unchanged, but another document has taken its place.',
  'verify.file_earlier_revoked':
    'This is an earlier version of the document, unchanged, but the document was revoked.',
  'verify.file_earlier_text': 'It is from {date}, before the document was signed.',
  'verify.file_none': 'This file is not the document that we issued.',
  'verify.file_none_text':
    'It was changed, or it is another document. Printing and saving anew changes a file, too: check the one that you were given.',
  'verify.details': 'Technical details',
  'verify.digest': 'Fingerprint of the file (SHA-256)',

  'verify.key': 'Key of the signature',
  'verify.signature_good': 'Signed by {company}.',
  'verify.signature_unknown_key':
    'The signature names a key that is not among our public keys. Do not rely on it, and ask us.',
  'verify.signature_wrong': 'The signature does not fit this version. Do not rely on it, and ask us.',
  'verify.signature_differs':
    'The signature is ours, but says something else of the document than this page. Do not rely on it, and ask us.',
  'verify.signature_not_possible':
    'The signature was not checked: your browser offers no cryptography here. The file itself was compared.',
  'verify.signature_no_keys':
    'The signature was not checked: our public keys cannot be reached right now. Please choose the file again later.',
} as const;
