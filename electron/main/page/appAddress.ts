/** The one origin that a desk window ever shows. Its host is ours, so no other page can share its storage. */
export const appScheme = 'app';
export const appOrigin = 'app://luotsi';
export const appPage = `${appOrigin}/index.html`;
export const failurePageUrl = `${appOrigin}/stopped.html`;
