/** 网络购物合同纠纷 of 网络购物合同纠纷（通过电子商务平台签订或者履行）: in a list the explanation in brackets only crowds. */
export const shortCause = (words: string | null | undefined): string => (words ?? '').replace(/\s*[（(][^（()）]*[）)]$/, '')
