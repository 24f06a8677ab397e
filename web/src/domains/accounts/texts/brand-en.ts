/** English, of the brand; part of what is loaded with the pages of an account. */

export const en = {
  'brand.lead':
    'How the company looks and what it says of itself: in the portal, in emails and on papers. Once published, everybody sees it.',
  'brand.published': 'Published',

  'brand.part_look': 'How it looks',
  'brand.part_portal': 'What customers read in the portal',
  'brand.part_paper': 'Emails and papers',

  'brand.name': 'Name',
  'brand.name_hint': 'At the top of every page, for example Lindholm Instruments.',
  'brand.logo': 'Logo',
  'brand.logo_hint': 'SVG or PNG, at most 32 KB. Square ones look best. Choose a file, or drop it here.',
  'brand.logo_choose': 'Choose a file',
  'brand.logo_remove': 'Remove',
  'brand.logo_keep': 'Leave it as it was',
  'brand.logo_none':
    'Without a logo of your own, the portal shows the one it was set up with, and papers show the name.',
  'brand.logo_on_light': 'Logo on light',
  'brand.logo_on_dark': 'Logo on dark',
  'brand.logo_large': 'This is larger than a logo may be: 32 KB. Simplify it, or send it as a PNG.',
  'brand.logo_type': 'This is neither an SVG nor a PNG. Please choose another file.',
  'brand.logo_unreadable':
    'Your browser can no longer read this file. Was it moved or changed? Please choose it again.',
  'brand.logo_script': 'This drawing contains a script. Save it again without, then choose it anew.',
  'brand.logo_text':
    'This drawing contains text in a font. Convert the text to paths in your drawing program, then choose it anew.',
  'brand.logo_content':
    'This drawing holds a picture or other content. Save it again with everything in it as paths, or as a PNG.',
  'brand.logo_pixels': 'This picture has more than 2,000 pixels on a side. Please make it smaller.',
  'brand.logo_empty': 'There is nothing to see in this drawing. Please choose another file.',
  'brand.logo_refused': 'We cannot use this picture. Save it again as a plain SVG or as a PNG.',
  'brand.accent': 'Accent colour',
  'brand.accent_hint': 'For buttons, links and headings, for example #0f766e.',
  'brand.accent_pick': 'Pick the accent colour',
  'brand.accent_wrong': 'Please enter a colour as # and six digits, for example #0f766e.',
  'brand.accent_stays': '{accent} can be read on white; emails and papers use it as it is.',
  'brand.accent_paper':
    '{accent} is too light to read on white; on paper and in emails we use {shade} instead.',
  'brand.swatch_chosen': 'As chosen',
  'brand.swatch_paper': 'Emails and papers',
  'brand.swatch_light': 'Links on light pages',
  'brand.swatch_dark': 'Links on dark pages',

  'brand.tagline': 'Motto (optional)',
  'brand.tagline_hint': 'Beside the form for signing in.',
  'brand.support_note': 'How to reach you (optional)',
  'brand.support_note_hint': 'At the end of every page. Phone numbers with country code can be called.',
  'brand.links': 'Imprint, privacy and terms (optional)',
  'brand.links_hint': 'At the end of every page, also before signing in. The addresses begin with https://.',
  'brand.link_wrong': 'Please enter a whole address that begins with https://.',

  'brand.sender_name': 'Sender of emails',
  'brand.sender_name_hint': 'The name that emails come from.',
  'brand.legal_name': 'Legal name',
  'brand.legal_name_hint': 'The company as it is registered, for example Lindholm Instruments AB.',
  'brand.legal_lines': 'Legal details (optional)',
  'brand.legal_lines_hint':
    'Address, register, VAT number, managing directors; at the foot of emails and papers, line by line.',
  'brand.footer': 'Closing line (optional)',
  'brand.footer_hint': 'At the very end of emails and papers.',

  'brand.publish': 'Publish',
  'brand.saved': 'Published. Pages, emails and papers show it from now on.',
  'brand.discard': 'Discard changes',
  'brand.draft_kept': 'Not published yet. Your changes are kept in this tab.',
  'brand.overtaken':
    'Somebody else has published a brand since you began. Whatever you did not touch shows theirs now; nothing of yours is lost.',
  'brand.overtaken_yours': 'Changed by you: {fields}.',
  'brand.publish_anyway': 'Publish my changes over theirs',

  'brand.preview': 'Preview',
  'brand.preview_page': 'Portal',
  'brand.preview_mail': 'Email',
  'brand.preview_paper': 'Paper',
  'brand.sample_button': 'New request',
  'brand.sample_link': 'All documents',
  'brand.mail_address': 'your portal’s address',
} as const;
