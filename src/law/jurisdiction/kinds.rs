//! The kinds of dispute and their place under both rules, as `data/dispute_kinds.json` has them.

use super::{DisputeKind, Place};

/// Listed under this item.
const fn item(number: u8) -> Place {
    Place {
        listed: true,
        item: Some(number),
    }
}

/// Listed, without an item number of its own.
const LISTED: Place = Place {
    listed: true,
    item: None,
};

/// Not listed.
const OUT: Place = Place {
    listed: false,
    item: None,
};

const fn kind(
    code: &'static str,
    ic18: Place,
    j25: Place,
    zh: &'static str,
    en: &'static str,
) -> DisputeKind {
    DisputeKind {
        code,
        zh,
        en,
        ic18,
        j25,
    }
}

pub(super) static KINDS: &[DisputeKind] = &[
    kind(
        "online_shopping_contract",
        item(1),
        item(6),
        "网络购物合同纠纷（通过电子商务平台签订或者履行）",
        "online shopping contract signed or performed via an e-commerce platform",
    ),
    kind(
        "online_service_contract",
        item(2),
        item(7),
        "网络服务合同纠纷（签订、履行均在互联网上完成）",
        "network service contract signed and performed online",
    ),
    kind(
        "online_financial_loan",
        item(3),
        OUT,
        "金融借款合同纠纷（签订、履行均在互联网上完成）",
        "financial loan contract signed and performed online",
    ),
    kind(
        "online_small_loan",
        item(3),
        OUT,
        "小额借款合同纠纷（签订、履行均在互联网上完成）",
        "small-loan contract signed and performed online",
    ),
    kind(
        "online_copyright_ownership",
        item(4),
        OUT,
        "在互联网上首次发表作品的著作权或者邻接权权属纠纷",
        "ownership of copyright or neighbouring rights in a work first published online",
    ),
    kind(
        "online_copyright_infringement",
        item(5),
        OUT,
        "侵害在线发表或者传播作品的著作权或者邻接权纠纷",
        "online infringement of copyright or neighbouring rights",
    ),
    kind(
        "domain_name",
        item(6),
        item(5),
        "互联网域名权属、侵权及合同纠纷",
        "domain-name ownership, infringement or contract",
    ),
    kind(
        "online_reputation",
        item(7),
        OUT,
        "网络侵害名誉权纠纷",
        "online infringement of reputation",
    ),
    kind(
        "online_general_personality",
        item(7),
        OUT,
        "网络侵害一般人格权纠纷",
        "online infringement of general personality rights",
    ),
    kind(
        "online_property_tort",
        item(7),
        OUT,
        "网络侵害财产权纠纷（数据、虚拟财产除外）",
        "online infringement of property rights other than data and virtual property",
    ),
    kind(
        "online_personal_information",
        item(7),
        item(2),
        "网络个人信息保护纠纷",
        "protection of personal information online",
    ),
    kind(
        "online_privacy",
        item(7),
        item(2),
        "网络隐私权纠纷",
        "privacy online",
    ),
    kind(
        "ecommerce_product_liability",
        item(8),
        OUT,
        "电子商务平台所购产品的产品责任纠纷",
        "liability for a defective product bought on an e-commerce platform",
    ),
    kind(
        "network_public_interest",
        item(9),
        item(9),
        "检察机关提起的网络公益诉讼",
        "network public-interest suit brought by a procuratorate",
    ),
    kind(
        "admin_information_service",
        item(10),
        item(8),
        "互联网信息服务管理行政纠纷",
        "administrative dispute about network information services",
    ),
    kind(
        "admin_online_trading",
        item(10),
        item(8),
        "互联网商品交易及有关服务管理行政纠纷",
        "administrative dispute about online trading",
    ),
    kind(
        "network_data_ownership",
        OUT,
        item(1),
        "网络数据权属纠纷",
        "ownership of network data",
    ),
    kind(
        "network_data_infringement",
        item(7),
        item(1),
        "网络数据侵权纠纷",
        "infringement of network data",
    ),
    kind(
        "network_data_contract",
        OUT,
        item(1),
        "网络数据合同纠纷",
        "contract about network data",
    ),
    kind(
        "network_virtual_property_ownership",
        OUT,
        item(3),
        "网络虚拟财产权属纠纷",
        "ownership of network virtual property",
    ),
    kind(
        "network_virtual_property_infringement",
        item(7),
        item(3),
        "网络虚拟财产侵权纠纷",
        "infringement of network virtual property",
    ),
    kind(
        "network_virtual_property_contract",
        OUT,
        item(3),
        "网络虚拟财产合同纠纷",
        "contract about network virtual property",
    ),
    kind(
        "network_unfair_competition",
        OUT,
        item(4),
        "网络不正当竞争纠纷",
        "network unfair competition",
    ),
    kind(
        "admin_network_data",
        OUT,
        item(8),
        "网络数据监管行政纠纷",
        "administrative dispute about supervision of network data",
    ),
    kind(
        "admin_personal_information",
        OUT,
        item(8),
        "网络个人信息保护监管行政纠纷",
        "administrative dispute about supervision of personal information online",
    ),
    kind(
        "admin_network_unfair_competition",
        OUT,
        item(8),
        "网络不正当竞争监管行政纠纷",
        "administrative dispute about supervision of network unfair competition",
    ),
    kind(
        "designated_by_higher_court",
        item(11),
        LISTED,
        "上级人民法院指定管辖的网络案件",
        "case designated by a higher court",
    ),
    kind(
        "private_online_sale",
        OUT,
        OUT,
        "不经电子商务平台的个人网络买卖合同纠纷",
        "private sale online without an e-commerce platform",
    ),
    kind(
        "service_performed_offline",
        OUT,
        OUT,
        "网上签订、线下履行的服务合同纠纷",
        "service contract signed online and performed offline",
    ),
    kind(
        "private_loan",
        OUT,
        OUT,
        "民间借贷纠纷",
        "private loan between individuals",
    ),
    kind("labour_dispute", OUT, OUT, "劳动争议", "labour dispute"),
    kind(
        "marriage_family",
        OUT,
        OUT,
        "婚姻家庭、继承纠纷",
        "marriage, family or inheritance dispute",
    ),
];
