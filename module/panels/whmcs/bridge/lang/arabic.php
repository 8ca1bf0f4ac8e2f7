<?php
// Our words in Arabic, and the labels of the module's menu.
declare(strict_types=1);

if (!defined('WHMCS')) {
    exit('This file is part of a panel and not opened by itself.');
}

$_ADDONLANG['locale'] = 'ar_AR';
$_ADDONLANG['description'] = 'من لدى العميل يتلقى ماذا، ومن يحق له فعل ماذا';
$_ADDONLANG['title'] = 'إدارة جهات الاتصال';
$_ADDONLANG['shortcuts'] = 'اختصارات';
$_ADDONLANG['go'] = 'متابعة';
$_ADDONLANG['refused.heading'] = 'لا يمكنك فتح هذه الصفحة';
$_ADDONLANG['refused.text'] = 'اطلب من مالك هذا الحساب منحك الوصول.';
$_ADDONLANG['refused.limits'] = 'يشمل وصولك جزءًا فقط مما تعرضه هذه الصفحة، ولا يمكن تقييد عرضها. اطلب من مالك هذا الحساب الوصول إليها كاملة.';
$_ADDONLANG['unchecked.page'] = 'لا يمكن التحقق الآن من وصولك إلى هذه الصفحة. حاول مجددًا بعد دقيقة.';
$_ADDONLANG['unchecked.ticket'] = 'لا يمكن التحقق الآن مما إذا كان بإمكانك فتح تذكرة. حاول مجددًا بعد دقيقة.';
$_ADDONLANG['noClient'] = 'اختر الحساب الذي تريد العمل باسمه، ثم افتح هذه الصفحة مجددًا.';
$_ADDONLANG['notSetUp.client'] = 'لم يتم إعداد إدارة جهات الاتصال بعد.';
$_ADDONLANG['notSetUp.staff'] = 'لم يتم إعداد Liaison هنا بعد: ملف الإعدادات مفقود أو تتعذر قراءته. شغّل «liaison install» مع مجلد هذه اللوحة.';
$_ADDONLANG['noCurl'] = 'امتداد curl الخاص بـ PHP غير موجود. ثبّته ثم فعّل Liaison مجددًا.';
$_ADDONLANG['activated'] = 'Liaison مفعّل. اختر المشرفين الذين يمكنهم فتحه.';
$_ADDONLANG['deactivated'] = 'تم إيقاف Liaison في هذه اللوحة. لم يُحذف شيء: جهات الاتصال والأذونات والسجل محفوظة. الأمر «liaison uninstall --purge» يزيلها.';
$_ADDONLANG['staff.link'] = 'جهات الاتصال والوصول';
$_ADDONLANG['staff.open'] = 'فتح Liaison';
$_ADDONLANG['staff.answers'] = 'الوحدة تستجيب.';
$_ADDONLANG['staff.otherSecret'] = 'لدى الوحدة مفتاح سري غير الذي لدى هذه اللوحة. شغّل «liaison install» مجددًا ثم أعد تشغيل الوحدة.';
$_ADDONLANG['staff.silent'] = 'الوحدة لا تستجيب. إلى أن تستجيب لا تستطيع الحسابات الفرعية فتح الصفحات التي تقيّدها، ويتابع المالكون والموظفون العمل كما لو لم تكن موجودة.';

$_ADDONLANG['common:menu.overview'] = 'نظرة عامة';
$_ADDONLANG['common:menu.company'] = 'الشركة';
$_ADDONLANG['common:menu.contacts'] = 'جهات الاتصال';
$_ADDONLANG['common:menu.roles'] = 'الأدوار الأساسية';
$_ADDONLANG['common:menu.whoGetsWhat'] = 'من يتلقى ماذا';
$_ADDONLANG['common:menu.billingAccounts'] = 'حسابات الفوترة';
$_ADDONLANG['common:menu.requestAliases'] = 'جهات استقبال الطلبات';
$_ADDONLANG['common:menu.ownDetails'] = 'بياناتي';
$_ADDONLANG['common:menu.activity'] = 'النشاط';
$_ADDONLANG['common:menu.apiKeys'] = 'مفاتيح API';
$_ADDONLANG['common:menu.clients'] = 'العملاء';
$_ADDONLANG['common:menu.requests'] = 'طلبات التغيير';
$_ADDONLANG['common:menu.fields'] = 'حقول الشركة';
$_ADDONLANG['common:menu.ceilings'] = 'الحدود القصوى';
$_ADDONLANG['common:menu.presets'] = 'القوالب';
$_ADDONLANG['common:menu.markets'] = 'الأسواق';
$_ADDONLANG['common:menu.audit'] = 'سجل التدقيق';
