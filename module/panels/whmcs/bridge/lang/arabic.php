<?php
// What we say in this panel alone, in Arabic.
declare(strict_types=1);

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

$_ADDONLANG['locale'] = 'ar_AR';
$_ADDONLANG['description'] = 'من لدى العميل يتلقى ماذا، ومن يحق له فعل ماذا';
$_ADDONLANG['shortcuts'] = 'اختصارات';
$_ADDONLANG['refused.heading'] = 'لا يمكنك فتح هذه الصفحة';
$_ADDONLANG['refused.text'] = 'اطلب من مالك هذا الحساب منحك الوصول.';
$_ADDONLANG['refused.limits'] = 'يشمل وصولك جزءًا فقط مما تعرضه هذه الصفحة، ولا يمكن تقييد عرضها. اطلب من مالك هذا الحساب الوصول إليها كاملة.';
$_ADDONLANG['unchecked.page'] = 'لا يمكن التحقق الآن من وصولك إلى هذه الصفحة. حاول مجددًا بعد دقيقة.';
$_ADDONLANG['unchecked.ticket'] = 'لا يمكن التحقق الآن مما إذا كان بإمكانك فتح تذكرة. حاول مجددًا بعد دقيقة.';
$_ADDONLANG['noClient'] = 'اختر الحساب الذي تريد العمل باسمه، ثم افتح هذه الصفحة مجددًا.';
$_ADDONLANG['activated'] = 'Liaison مفعّل. اختر المشرفين الذين يمكنهم فتحه.';
$_ADDONLANG['staff.link'] = 'جهات الاتصال والوصول';
$_ADDONLANG['staff.silent'] = 'الوحدة لا تستجيب. إلى أن تستجيب لا تستطيع الحسابات الفرعية فتح الصفحات التي تقيّدها، ويتابع المالكون والموظفون العمل كما لو لم تكن موجودة.';
