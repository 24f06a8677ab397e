/** The id of the form that signs, to which the page leads whoever is to sign. */

export const signPanel = 'sign-panel';
