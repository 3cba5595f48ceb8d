export const words = {
  left: (days: number) => (days < 0 ? `过期 ${-days} 天` : days === 0 ? '今天 24:00' : `剩 ${days} 天`),
  keysHeading: '全部快捷键',
  keysOn: '用单个字母键',
  keysHint: '容易误碰，或者用语音输入的，可以关掉；方向键和回车不受影响。',
  on: '开',
  off: '关',
  close: '知道了',
  allKeys: '全部快捷键',
  required: '请写明',
}
