// What the app asks of the place it runs in. The files beside this one are the only code that knows which place that is.
// #ifdef H5
export * from './h5'
export * from './h5-files'
export * from './h5-acts'
// #endif
// #ifndef H5
// @ts-ignore: the build keeps one of the two sides; the types are those of the first, and a test compares the names
export * from './weixin'
// @ts-ignore: as above
export * from './weixin-files'
// @ts-ignore: as above
export * from './weixin-acts'
// #endif
export * from './shared'
