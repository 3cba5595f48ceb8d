// Written by scripts/icons.mjs from icons.svg: change the sheet or the imports, then run `npm run icons`.
import { h, type FunctionalComponent } from 'vue'

type Shape = [tag: string, attributes: Record<string, string>]

const pen = { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.75', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }

// An icon always stands beside its word, so it is hidden from those who listen.
const draw = (shapes: unknown): FunctionalComponent => () =>
  h('svg', { ...pen, class: 'icon', 'aria-hidden': 'true' }, (shapes as Shape[]).map(([tag, attributes]) => h(tag, attributes)))

export const IconBookmark = /* @__PURE__ */ draw([["path",{"d":"M6.500 3.500h11v17l-5.500-4-5.500 4z"}]])
export const IconCalendar = /* @__PURE__ */ draw([["rect",{"x":"3.5","y":"5","width":"17","height":"15.5","rx":"2"}],["path",{"d":"M3.500 9.800h17M8 3v4M16 3v4"}]])
export const IconChart = /* @__PURE__ */ draw([["path",{"d":"M4 20.500h16.500"}],["path",{"d":"M6.500 17v-5M11 17V6.500M15.500 17v-7.500M20 17v-3.500"}]])
export const IconClock = /* @__PURE__ */ draw([["circle",{"cx":"12","cy":"12","r":"8.5"}],["path",{"d":"M12 7v5.200l3.300 2"}]])
export const IconContactJudge = /* @__PURE__ */ draw([["path",{"d":"M4 5h16v11.500h-8.500L7 20.200v-3.700H4z"}],["circle",{"cx":"8.3","cy":"10.8","r":"1","fill":"currentColor","stroke":"none"}],["circle",{"cx":"12","cy":"10.8","r":"1","fill":"currentColor","stroke":"none"}],["circle",{"cx":"15.7","cy":"10.8","r":"1","fill":"currentColor","stroke":"none"}]])
export const IconDown = /* @__PURE__ */ draw([["path",{"d":"M5 9l7 7 7-7"}]])
export const IconEnforcement = /* @__PURE__ */ draw([["path",{"d":"M8.200 9.700l5.500-5.500M12.500 3l6 6M7 8.500l6 6M11.800 13.300l5.500-5.500"}],["path",{"d":"M14.500 10.500l6 6"}],["path",{"d":"M3.500 20.500h9"}]])
export const IconError = /* @__PURE__ */ draw([["circle",{"cx":"12","cy":"12","r":"8.5"}],["path",{"d":"M12 7.500v5.500"}],["circle",{"cx":"12","cy":"16.2","r":"1","fill":"currentColor","stroke":"none"}]])
export const IconEye = /* @__PURE__ */ draw([["path",{"d":"M2.500 12C5 7.800 8.200 5.700 12 5.700s7 2.100 9.500 6.300c-2.500 4.200-5.700 6.300-9.500 6.300S5 16.200 2.500 12z"}],["circle",{"cx":"12","cy":"12","r":"2.8"}]])
export const IconFiling = /* @__PURE__ */ draw([["path",{"d":"M6 3.5h8l4 4V11M6 3.5v17h6"}],["path",{"d":"M14 3.5v4h4"}],["path",{"d":"M17.5 14.5v6M14.5 17.5h6"}],["path",{"d":"M9 11h5M9 14.5h2.5"}]])
export const IconHome = /* @__PURE__ */ draw([["path",{"d":"M4 10.500L12 4l8 6.500"}],["path",{"d":"M6 9v11h12V9"}],["path",{"d":"M10 20v-5.500h4V20"}]])
export const IconInfo = /* @__PURE__ */ draw([["circle",{"cx":"12","cy":"12","r":"8.5"}],["path",{"d":"M12 11v5.500"}],["circle",{"cx":"12","cy":"7.8","r":"1","fill":"currentColor","stroke":"none"}]])
export const IconKey = /* @__PURE__ */ draw([["circle",{"cx":"8","cy":"15.5","r":"4.5"}],["path",{"d":"M11.200 12.300L20 3.500M16.500 7l2.500 2.500M14 9.500l1.500 1.500"}]])
export const IconLogout = /* @__PURE__ */ draw([["path",{"d":"M10 4H5.500a1.500 1.500 0 0 0-1.500 1.500v13A1.500 1.500 0 0 0 5.500 20H10"}],["path",{"d":"M14.500 7.500L19.500 12l-5 4.500M19 12H9.500"}]])
export const IconMark = /* @__PURE__ */ draw([["path",{"d":"M5 20.500V5.500a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v15"}],["path",{"d":"M9 20.500V8.500h6v12"}],["path",{"d":"M3 20.500h18"}]])
export const IconMediation = /* @__PURE__ */ draw([["path",{"d":"M3.500 5.500h9.500v7H8l-2.700 2.300v-2.300H3.500z"}],["path",{"d":"M16 9.500h4.500v7.500h-1.800v2.300L16 17h-5v-1.500"}]])
export const IconMore = /* @__PURE__ */ draw([["circle",{"cx":"5.5","cy":"12","r":"1.6","fill":"currentColor","stroke":"none"}],["circle",{"cx":"12","cy":"12","r":"1.6","fill":"currentColor","stroke":"none"}],["circle",{"cx":"18.5","cy":"12","r":"1.6","fill":"currentColor","stroke":"none"}]])
export const IconMyCases = /* @__PURE__ */ draw([["path",{"d":"M3.5 7.5a2 2 0 0 1 2-2h4l2 2.5h7a2 2 0 0 1 2 2v7.5a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z"}],["path",{"d":"M3.5 11.5h17"}]])
export const IconNext = /* @__PURE__ */ draw([["path",{"d":"M9.500 5l7 7-7 7"}]])
export const IconOffline = /* @__PURE__ */ draw([["path",{"d":"M3.500 9.500a13 13 0 0 1 5-2.900M13 6a13 13 0 0 1 7.500 3.500M6.800 13a8 8 0 0 1 3.700-2.100M17.200 13a8 8 0 0 0-1.700-1.300M4 4l16 16"}],["circle",{"cx":"12","cy":"18","r":"1.4","fill":"currentColor","stroke":"none"}]])
export const IconOk = /* @__PURE__ */ draw([["circle",{"cx":"12","cy":"12","r":"8.5"}],["path",{"d":"M8 12.300l2.800 2.800 5.200-5.700"}]])
export const IconRefresh = /* @__PURE__ */ draw([["path",{"d":"M19.500 12a7.500 7.500 0 1 1-2.200-5.300l2.200 2.200"}],["path",{"d":"M19.500 4v4.900h-4.900"}]])
export const IconScale = /* @__PURE__ */ draw([["path",{"d":"M12 4v16M7.500 20.500h9M4.500 7.500L12 6l7.500 1.500"}],["path",{"d":"M4.500 7.500L2.500 13.500a2.600 2.600 0 0 0 4 0zM19.500 7.500l-2 6a2.600 2.600 0 0 0 4 0z"}]])
export const IconSearch = /* @__PURE__ */ draw([["circle",{"cx":"10.8","cy":"10.8","r":"6.8"}],["path",{"d":"M15.800 15.800L20.500 20.500"}]])
export const IconSend = /* @__PURE__ */ draw([["path",{"d":"M20.500 3.500L10.500 13.500"}],["path",{"d":"M20.500 3.500l-6 17-4-7-7-4z"}]])
export const IconServiceInbox = /* @__PURE__ */ draw([["path",{"d":"M3.5 10.2v8.3a1.5 1.5 0 0 0 1.5 1.5h14a1.5 1.5 0 0 0 1.5-1.5v-8.3"}],["path",{"d":"M3.5 10.2L12 3.5l8.5 6.7L12 15.5z"}]])
export const IconShield = /* @__PURE__ */ draw([["path",{"d":"M12 3l7.500 2.700v5.800c0 4.500-2.800 7.600-7.500 9.500-4.700-1.900-7.500-5-7.500-9.500V5.700z"}],["path",{"d":"M8.800 11.800l2.300 2.300 4.200-4.500"}]])
export const IconWarn = /* @__PURE__ */ draw([["path",{"d":"M12 4l9 15.500H3z"}],["path",{"d":"M12 10v4.500"}],["circle",{"cx":"12","cy":"17","r":"1","fill":"currentColor","stroke":"none"}]])
