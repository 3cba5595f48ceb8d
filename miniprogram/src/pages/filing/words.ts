// Words of the filing pages, by what they are about.
export * from './words/around'
export * from './words/begin'
export * from './words/people'
export * from './words/matter'
export * from './words/end'
export * from './words/sent'
