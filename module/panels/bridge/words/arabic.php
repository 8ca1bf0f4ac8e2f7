<?php
// Our words in Arabic, and the labels of the module's menu.
declare(strict_types=1);

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

return [
    'title' => 'إدارة جهات الاتصال',
    'go' => 'متابعة',
    'notSetUp.client' => 'لم يتم إعداد إدارة جهات الاتصال بعد.',
    'notSetUp.staff' => 'لم يتم إعداد Liaison هنا بعد: ملف الإعدادات مفقود أو تتعذر قراءته. شغّل «liaison install» مع مجلد هذه اللوحة.',
    'noCurl' => 'امتداد curl الخاص بـ PHP غير موجود. ثبّته ثم فعّل Liaison مجددًا.',
    'deactivated' => 'تم إيقاف Liaison في هذه اللوحة. لم يُحذف شيء: جهات الاتصال والأذونات والسجل محفوظة. الأمر «liaison uninstall --purge» يزيلها.',
    'staff.open' => 'فتح Liaison',
    'staff.answers' => 'الوحدة تستجيب.',
    'staff.otherSecret' => 'لدى الوحدة مفتاح سري غير الذي لدى هذه اللوحة. شغّل «liaison install» مجددًا ثم أعد تشغيل الوحدة.',

    'common:menu.overview' => 'نظرة عامة',
    'common:menu.company' => 'الشركة',
    'common:menu.contacts' => 'جهات الاتصال',
    'common:menu.roles' => 'الأدوار الأساسية',
    'common:menu.whoGetsWhat' => 'من يتلقى ماذا',
    'common:menu.billingAccounts' => 'حسابات الفوترة',
    'common:menu.requestAliases' => 'جهات استقبال الطلبات',
    'common:menu.ownDetails' => 'بياناتي',
    'common:menu.activity' => 'النشاط',
    'common:menu.apiKeys' => 'مفاتيح API',
    'common:menu.clients' => 'العملاء',
    'common:menu.requests' => 'طلبات التغيير',
    'common:menu.fields' => 'حقول الشركة',
    'common:menu.ceilings' => 'الحدود القصوى',
    'common:menu.presets' => 'القوالب',
    'common:menu.markets' => 'الأسواق',
    'common:menu.audit' => 'سجل التدقيق',
    'common:menu.setup' => 'الإعداد',
];
