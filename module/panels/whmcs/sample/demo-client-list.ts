// The invented clients 3 to 40 of the demo, one a line, and the invented people who are their contacts.
// `native|ascii` where the native spelling needs more than ASCII (see `spell`).

export interface ListedClient {
  id: number;
  country: string;
  state: string;
  city: string;
  postcode: string;
  address1: string;
  company: string;
  firstname: string;
  lastname: string;
  /** First label of the client's domain, which ends in `.example`. */
  label: string;
  language: string;
  status: string;
}

// country; state; city; postcode; address; company; first name; last name; label; language; status
const CLIENTS = `
AE;;دبي|Dubai;;شارع الشيخ زايد 18|Sheikh Zayed Road 18;شركة النخيل للتجارة|Al Nakheel Trading LLC;ليلى|Layla;حداد|Haddad;nakheel;arabic;
US;Texas;Austin;78701;1200 Main Street;Lone Star Outfitters LLC;Dana;Whitfield;lonestar;;
DE;;München|Muenchen;80331;Sendlinger Straße 8|Sendlinger Strasse 8;Brückner Werkzeuge GmbH|Brueckner Werkzeuge GmbH;Jürgen|Juergen;Brückner|Brueckner;brueckner;german;
FR;;Lyon;69002;12 rue Mercière|12 rue Merciere;Atelier Lefèvre SARL|Atelier Lefevre SARL;Chloé|Chloe;Lefèvre|Lefevre;lefevre;french;
GB;;Leeds;LS1 4DY;3 Park Row;Pennine Bicycle Works Ltd;Oliver;Hartley;pennine;;
ES;;Sevilla;41001;Calle Sierpes 27;Naranja y Sal SL;Lucía|Lucia;Núñez|Nunez;naranjaysal;spanish;
PT;;Porto;4000-322;Rua das Flores 90;Cortiça do Norte Lda|Cortica do Norte Lda;João|Joao;Gonçalves|Goncalves;cortica;portuguese-pt;
IT;;Bologna;40121;Via Indipendenza 5;Tessuti Bianchi Srl;Giulia;Bianchi;tessuti;italian;
PL;;Kraków|Krakow;31-042;Rynek Główny 14|Rynek Glowny 14;Żółty Rower sp. z o.o.|Zolty Rower sp. z o.o.;Małgorzata|Malgorzata;Wiśniewska|Wisniewska;zoltyrower;;
CZ;;Brno;602 00;Masarykova 21;Modrá Sova s.r.o.|Modra Sova s.r.o.;Tomáš|Tomas;Dvořák|Dvorak;modrasova;czech;
SE;;Göteborg|Goteborg;411 06;Kungsgatan 33;Fyr & Fjäll AB|Fyr & Fjall AB;Åsa|Asa;Bergström|Bergstrom;fyrfjall;swedish;
NO;;Bergen;5003;Bryggen 9;Fjordlys AS;Øystein|Oystein;Håland|Haland;fjordlys;norwegian;
DK;;Aarhus;8000;Åboulevarden 40|Aaboulevarden 40;Havneværket ApS|Havnevaerket ApS;Søren|Soren;Kjær|Kjaer;havnevaerket;danish;
FI;;Tampere;33100;Hämeenkatu 11|Hameenkatu 11;Järvi Ohjelmistot Oy|Jarvi Ohjelmistot Oy;Päivi|Paivi;Mäkelä|Makela;jarvi;;
EE;;Tartu;51003;Raekoja plats 2;Tamm ja Pojad OÜ|Tamm ja Pojad OU;Kristjan;Tamm;tamm;estonian;Inactive
RO;;Cluj-Napoca;400001;Strada Eroilor 6;Livada Verde SRL;Ștefan|Stefan;Ionescu;livadaverde;romanian;
BG;;София|Sofia;1000;бул. Витоша 30|30 Vitosha Blvd;Розова долина ООД|Rose Valley OOD;Иванка|Ivanka;Петрова|Petrova;rosevalley;;
GR;;Θεσσαλονίκη|Thessaloniki;546 24;Τσιμισκή 15|Tsimiski 15;Ελιά και Αλάτι ΑΕ|Elia kai Alati SA;Νίκος|Nikos;Παπαδόπουλος|Papadopoulos;elia;;
TR;;İzmir|Izmir;35210;Kıbrıs Şehitleri Cad. 7|Kibris Sehitleri Cad. 7;Çınar Lojistik A.Ş.|Cinar Lojistik AS;Gülşen|Gulsen;Öztürk|Ozturk;cinar;turkish;
UA;;Львів|Lviv;79000;площа Ринок 10|10 Rynok Square;Кава і Книги|Kava i Knyhy;Оксана|Oksana;Шевчук|Shevchuk;kava;ukrainian;
IL;;חיפה|Haifa;3303120;שדרות בן גוריון 4|4 Ben Gurion Ave;אלון תוכנה|Alon Software;נועה|Noa;פרידמן|Friedman;alon;hebrew;
EG;;الإسكندرية|Alexandria;21500;طريق الكورنيش 55|55 Corniche Road;منارة للشحن|Manara Shipping;يوسف|Youssef;منصور|Mansour;manara;arabic;
MA;;Casablanca;20000;Boulevard Zerktouni 77;Atlas Tapis SARL;Salma;Benali;atlastapis;french;Inactive
NG;;Lagos;101233;14 Broad Street;Adeyemi Textiles Ltd;Tunde;Adeyemi;adeyemi;;
KE;;Nairobi;00100;Kenyatta Avenue 3;Savanna Software Ltd;Wanjiru;Kamau;savanna;;
ZA;;Cape Town;8001;22 Long Street;Table Bay Charters;Thandi;Nkosi;tablebay;;
IN;;Bengaluru;560001;41 MG Road;सूर्य सॉफ्टवेयर|Surya Software Pvt Ltd;अंजलि|Anjali;शर्मा|Sharma;surya;;
CN;;上海|Shanghai;200001;南京东路100号|100 Nanjing East Road;春江贸易有限公司|Chunjiang Trading Co;伟|Wei;张|Zhang;chunjiang;chinese;
TW;;臺北|Taipei;100;忠孝西路8號|8 Zhongxiao West Road;青山設計|Qingshan Design;怡君|Yi-chun;林|Lin;qingshan;chinese;
JP;;京都|Kyoto;600-8001;四条通12|12 Shijo-dori;さくら印刷株式会社|Sakura Printing KK;美咲|Misaki;佐藤|Sato;sakura;;
KR;;부산|Busan;48953;광복로 20|20 Gwangbok-ro;바다소프트|Bada Soft;지훈|Ji-hoon;김|Kim;bada;;
VN;;Đà Nẵng|Da Nang;550000;Trần Phú 66|66 Tran Phu;Công ty Hoa Sen|Hoa Sen Company;Nguyễn|Nguyen;Thị Mai|Thi Mai;hoasen;;
AU;;Hobart;7000;5 Salamanca Place;Southern Wool Co-op;Ruby;Fraser;southernwool;;
NZ;;Wellington;6011;80 Cuba Street;Kererū Books|Kereru Books;Aroha;Ngata;kereru;;Closed
CA;;Montréal|Montreal;H2Y 1C6;410 rue Saint-Paul;Érable Numérique inc.|Erable Numerique inc.;Étienne|Etienne;Gagnon;erable;french;
BR;;Curitiba;80020-000;Rua XV de Novembro 300;Araucária Sistemas Ltda|Araucaria Sistemas Ltda;Beatriz;Conceição|Conceicao;araucaria;portuguese-br;
MX;;Guadalajara;44100;Avenida Juárez 19|Avenida Juarez 19;Agave Azul SA de CV;José|Jose;Hernández|Hernandez;agave;spanish;
US;California;Oakland;94607;88 Webster Street;;Maya;Rosenthal;rosenthal;;
`;

/** Contacts of the listed clients are drawn from these. */
export const CONTACT_NAMES = `
Aïcha|Aicha;Diallo
Alejandro;Peña|Pena
Amara;Eze
Anders;Holm
Андрій|Andrii;Коваль|Koval
Bianca;Rossi
Björn|Bjorn;Karlsson
Camille;Dubois
Chidi;Obi
Daan;Visser
Eleni;Markou
Fatou;Ndiaye
François|Francois;Petit
Hana;Nováková|Novakova
Ibrahim;Yusuf
Ingrid;Solberg
Isla;Campbell
Jae-won;Park
Jiří|Jiri;Horák|Horak
Karim;Belhadj
Kwame;Mensah
Leïla|Leila;Rahmani
Łukasz|Lukasz;Zieliński|Zielinski
مريم|Maryam;القاسم|Al-Qasim
Mei;Wong
Miguel;Santos
Naledi;Dlamini
Olga;Smirnova
Paolo;Ferrari
Priya;Raman
Rafael;Costa
Renée|Renee;Fontaine
Saoirse;Byrne
Sven;Krüger|Krueger
Tariq;Aziz
Yael;Levi
优子|Yuko;山本|Yamamoto
Zoë|Zoe;van Dijk
`
  .trim()
  .split('\n')
  .map((line): [string, string] => {
    const [first = '', last = ''] = line.split(';');
    return [first, last];
  });

export const LISTED_CLIENTS: readonly ListedClient[] = CLIENTS.trim()
  .split('\n')
  .map((line, index) => {
    const fields = line.split(';');
    const field = (at: number): string => fields[at] ?? '';
    return {
      id: index + 3,
      country: field(0),
      state: field(1),
      city: field(2),
      postcode: field(3),
      address1: field(4),
      company: field(5),
      firstname: field(6),
      lastname: field(7),
      label: field(8),
      language: field(9),
      status: field(10) || 'Active',
    };
  });

/** Dial code and an example mobile number of each country above, as `dial.number`. */
export const MOBILE_NUMBERS: Readonly<Record<string, string>> = Object.fromEntries(
  `971.501234567:AE 1.5125550123:US 49.15123456789:DE 33.612345678:FR 44.7400123456:GB 34.612345678:ES
  351.912345678:PT 39.3123456789:IT 48.512345678:PL 420.601123456:CZ 46.701234567:SE 47.40612345:NO 45.34412345:DK
  358.412345678:FI 372.51234567:EE 40.712034567:RO 359.43012345:BG 30.6912345678:GR 90.5012345678:TR
  380.501234567:UA 972.502345678:IL 20.1001234567:EG 212.650123456:MA 234.8021234567:NG 254.712123456:KE
  27.711234567:ZA 91.8123456789:IN 86.13123456789:CN 886.912345678:TW 81.9012345678:JP 82.1020000000:KR
  84.912345678:VN 61.412345678:AU 64.211234567:NZ 1.5062345678:CA 55.11961234567:BR 52.2221234567:MX`
    .split(/\s+/)
    .map((entry) => {
      const [number = '', country = ''] = entry.split(':');
      return [country, number];
    }),
);
