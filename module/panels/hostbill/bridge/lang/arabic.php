<?php
// What we say in this panel alone, in Arabic.
declare(strict_types=1);

if (!defined('LIAISON_BRIDGE')) {
    exit('This file is part of a panel and not opened by itself.');
}

return [
    'activated' => 'Liaison مفعّل. صفحاته المخصصة للموظفين موجودة ضمن Extras.',
    'back' => 'العودة إلى اللوحة',
    'notSignedIn' => 'سجّل الدخول أولًا، ثم افتح هذه الصفحة مجددًا.',
    'unclear' => 'لا يمكن من هنا تحديد ما إذا كنت مالك هذا الحساب أم إحدى جهات الاتصال فيه. سجّل الدخول إلى إدارة جهات الاتصال ببريدك الإلكتروني وكلمة المرور.',
    'unclear.link' => 'تسجيل الدخول إلى إدارة جهات الاتصال',
    'noStaff' => 'لا يمكن من هنا تحديد أي موظف أنت، لذلك لم يُسجَّل دخول أحد إلى Liaison.',
    'staff.silent' => 'الوحدة لا تستجيب. إلى أن تستجيب يتابع HostBill العمل كما لو لم تكن موجودة.',
];
