// My filings, the notice of rights, the cause.
import { defineWords } from '@/words/i18n'

export const listWords = defineWords('filingList', {
  title: '我要立案', start: '开始新的立案', startFirst: '开始立案',
  none: '还没有立案材料', noneText: '一步一步填，随时可以停下。填的内容会自动保存，换一部手机也能接着填。大约要 15 分钟。',
  loggedOut: '登录后就可以立案', loggedOutText: '登录后填的内容会保存在法院，换手机也能接着填。',
  draftAt: (n: { at: string }) => `${n.at} 保存的草稿`, unsent: '有内容只存在这部手机里，联网后会传给法院',
  goOn: '接着填', remove: '删除', removeAsk: '删除这份草稿？', removeText: '填的内容会从法院和这部手机上删掉，不能找回。已经提交的材料不受影响。', removeDo: '删除草稿',
  untitled: '还没写完的立案', receipt: (n: { no: string }) => `凭证号 ${n.no}`,
  dueBy: (n: { day: string }) => `法院最迟${n.day}答复，您不用做什么`, dueToday: '法院最迟今天答复，您不用做什么',
  correct: '您：按通知补正', payNow: '您：交诉讼费', reading: '法院正在审查，您不用做什么', more: '看更早的',
  draft: '草稿', submitted: '待审核', under_review: '审核中', returned_for_correction: '要补正', pre_mediation: '诉前调解', settled_before_filing: '已化解', accepted: '已登记', fee_due: '待交费',
  fee_relief_pending: '减免审查', docketed: '已立案', returned: '已退回', not_accepted: '不予受理', not_accepted_final: '不予受理', withdrawn: '已撤回', deemed_withdrawn: '按撤诉',
}, {
  title: 'File a case', start: 'Start another filing', startFirst: 'Start filing',
  none: 'No filings yet', noneText: 'One question after the other; stop whenever you like. It saves itself, and you can go on with another phone. It takes about 15 minutes.',
  loggedOut: 'Log in to file a case', loggedOutText: 'What you write is kept at the court, so you can go on with another phone.',
  draftAt: (n) => `Draft saved ${n.at}`, unsent: 'Some of it is only on this phone and will be sent once you are online',
  goOn: 'Go on', remove: 'Delete', removeAsk: 'Delete this draft?', removeText: 'What you wrote is deleted at the court and on this phone and cannot be brought back. What you have submitted is not touched.', removeDo: 'Delete draft',
  untitled: 'Unfinished filing', receipt: (n) => `Receipt ${n.no}`,
  dueBy: (n) => `The court answers by ${n.day}. Nothing to do for you`, dueToday: 'The court answers by today. Nothing to do for you',
  correct: 'You: correct what was marked', payNow: 'You: pay the fee', reading: 'The court is reviewing. Nothing to do for you', more: 'Earlier ones',
  draft: 'Draft', submitted: 'Submitted', under_review: 'In review', returned_for_correction: 'To correct', pre_mediation: 'Mediation', settled_before_filing: 'Settled', accepted: 'Registered', fee_due: 'Fee due',
  fee_relief_pending: 'Relief', docketed: 'Docketed', returned: 'Returned', not_accepted: 'Not accepted', not_accepted_final: 'Not accepted', withdrawn: 'Withdrawn', deemed_withdrawn: 'Withdrawn',
})

export const rightsWords = defineWords('filingRights', {
  bar: '我要立案', lead: '开始以前，请花两分钟看一看。', begin: '看过了，开始填写', startTrouble: '还没有开始，什么都没有丢',
  basis: (n: { text: string }) => `依据：${n.text}`,
}, {
  bar: 'File a case', lead: 'Before you start, please take two minutes to read this.', begin: 'I have read it, start', startTrouble: 'Not started yet; nothing is lost',
  basis: (n) => `Basis: ${n.text}`,
})

export const assistantWords = defineWords('filingAssistant', {
  title: '诉状助手', heading: '不会写起诉状？一问一答就写好了', lead: '您回答问题，系统按法院的格式写成起诉状。可以存下来、打印、发给别人看，也可以直接在线立案。',
  one: '选发生了什么事', oneText: '网购、网络服务、个人信息、虚拟财产、域名都有专门的问题', two: '一问一答', twoText: '谁告谁、要求什么、经过怎样，随时保存', three: '看起诉状', threeText: 'PDF，写错了随时改', begin: '开始写', drafts: '写到一半的', paper: '看起诉状草稿', goOn: '接着写', paperName: '起诉状草稿', untitled: '还没写完的起诉状',
}, {
  title: 'Complaint help', heading: 'Answer questions, and the complaint is written', lead: 'You answer; the complaint is written in the form the court wants. Keep it, print it, show it to others, or file it online.',
  one: 'Choose what happened', oneText: 'Online shopping, services, personal data, virtual property and domain names have questions of their own', two: 'One question after the other', twoText: 'Who, what you ask for, what happened; saved all the time', three: 'Read the complaint', threeText: 'As a PDF; change it whenever you like', begin: 'Begin', drafts: 'Begun', paper: 'Read the draft', goOn: 'Go on', paperName: 'Complaint (draft)', untitled: 'Unfinished complaint',
})

export const causeWords = defineWords('filingCause', {
  heading: '发生了什么事？', lead: '选最接近的一项。',
  shopping: '网上买东西出了问题', shoppingSub: '网络购物合同纠纷', service: '网络服务没有按约定提供', serviceSub: '网络服务合同纠纷：会员、课程、游戏等',
  personal: '个人信息被收集、泄露或乱用', personalSub: '网络个人信息保护纠纷', privacy: '隐私在网上被公开', privacySub: '网络隐私权纠纷',
  virtual: '账号、游戏装备等被弄坏、拿走', virtualSub: '网络虚拟财产侵权纠纷', domain: '网站域名的争议', domainSub: '互联网域名权属、侵权及合同纠纷',
  search: '都不像？用自己的话搜一搜', searchLabel: '用自己的话说', searchHint: '如：借钱、名誉、账号被封', noneFound: '没有找到。换个说法，或打 12368 请人帮忙。', fewer: '回到常见的几项',
  accepted: '本院可以受理', next: '下一步：当事人', choose: '先选一项', seeWhy: '看看该去哪里',
  awayTitle: '这件事由别的法院受理', awayLead: (n: { name: string }) => `您选的是“${n.name}”。`, why: '为什么', where: '可以去哪里立案',
  whereText: '合同没有约定的，一般由被告住所地或合同履行地的基层法院受理。侵权的，也可以是侵权行为地的法院。', elsewhere: '拿不准就打 12368，说一下是什么事、被告在哪里，会告诉您是哪一家。', callHelp: '打 12368 问是哪家法院',
  pick: '重新选一项', pickSub: '如果其实是另一件事', keepDraft: '先存着', keepDraftSub: '填过的内容留在“我要立案”里', mine: '我认为应由本院受理', mineSub: '可以到诉讼服务大厅递交，由立案人员当面审查',
}, {
  heading: 'What happened?', lead: 'Choose the closest one.',
  shopping: 'Something I bought online went wrong', shoppingSub: 'Online shopping contract', service: 'An online service was not as agreed', serviceSub: 'Network service contract: membership, courses, games',
  personal: 'My personal data was taken, leaked or misused', personalSub: 'Personal information online', privacy: 'My privacy was made public online', privacySub: 'Online privacy',
  virtual: 'My account or game items were damaged or taken', virtualSub: 'Virtual property, infringement', domain: 'A dispute over a domain name', domainSub: 'Domain names: ownership, infringement, contract',
  search: 'None of these? Search in your own words', searchLabel: 'In your own words', searchHint: 'e.g. loan, reputation, account', noneFound: 'Nothing found. Try other words, or call 12368.', fewer: 'Back to the common ones',
  accepted: 'This court can hear it', next: 'Next: the parties', choose: 'Choose one first', seeWhy: 'See where to go',
  awayTitle: 'Another court hears this', awayLead: (n) => `You chose “${n.name}”.`, why: 'Why', where: 'Where you can file',
  whereText: 'Unless the contract says otherwise, it is usually the basic court where the defendant lives or where the contract is performed; for a wrong, also where it was done.', elsewhere: 'If unsure, call 12368, say what it is about and where the defendant is, and they will tell you the court.', callHelp: 'Call 12368 and ask which court',
  pick: 'Choose again', pickSub: 'If it is really something else', keepDraft: 'Keep it for now', keepDraftSub: 'What you wrote stays under “File a case”', mine: 'I think this court should hear it', mineSub: 'Hand it in at the litigation service hall, and a clerk will look at it',
})

/** Everyday words for kinds of dispute, beside their legal names. */
export const CAUSE_WORDS: Record<string, string> = {
  online_shopping_contract: '网购 买东西 假货 退货 退款 商品 淘宝 京东 拼多多 不发货 质量 shopping goods refund fake', online_service_contract: '会员 课程 游戏 充值 直播 打赏 外卖 订阅 自动续费 封号 账号被封 membership course game top-up subscription account',
  online_financial_loan: '借款 贷款 网贷 银行 信用 loan bank credit', online_small_loan: '借款 贷款 网贷 小额 loan', private_loan: '借钱 欠钱 不还钱 借条 朋友 loan debt friend', online_copyright_infringement: '抄袭 盗版 照片 文章 视频 版权 copy copyright photo', online_copyright_ownership: '版权 作品 署名 copyright',
  domain_name: '域名 网址 网站 domain website', online_reputation: '名誉 骂人 造谣 诽谤 差评 reputation insult rumour', online_general_personality: '肖像 姓名 人格 照片 portrait', online_property_tort: '财产 被骗 盗刷 转账 诈骗 stolen money fraud', online_personal_information: '个人信息 泄露 电话骚扰 人脸 数据 personal data leak', online_privacy: '隐私 偷拍 公开 住址 privacy',
  ecommerce_product_liability: '产品 受伤 爆炸 质量 人身 injury product', network_virtual_property_infringement: '账号 装备 游戏币 虚拟 盗号 封号 account items virtual', network_virtual_property_ownership: '账号 装备 归谁 虚拟 account owner', network_virtual_property_contract: '账号 交易 买卖 代练 虚拟 account sale', network_unfair_competition: '不正当竞争 刷单 抄店 competition', network_data_infringement: '数据 爬虫 data', network_data_contract: '数据 合同 data contract', network_data_ownership: '数据 归谁 data owner',
  labour_dispute: '工资 劳动 辞退 加班 wage work', marriage_family: '离婚 继承 抚养 婚姻 divorce inheritance', private_online_sale: '二手 闲鱼 个人买卖 微信买 second-hand private sale', service_performed_offline: '装修 家政 线下 offline service',
}
