//! Words of six languages that say the same of a sentence: what a few documents in one language teach serves the others.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::super::text::{has_cjk, is_cjk};

/// A class and its words in English, German, French, Spanish, Portuguese and Japanese. A star stands for any
/// ending. Words of a script without spaces are looked for anywhere.
type Class = (&'static str, &'static str);

/// Chosen by what the labels are about: who speaks, what is asked, told, advised and arranged.
#[rustfmt::skip]
const CLASSES: &[Class] = &[
    ("host", "panel panellist* interviewer* recruiter* assessor* examiner* manager director chair board jury committee kommission* gremium personaler* \
        personalabteilung ausschuss vorstand leiter leiterin recruteu* recruteuse comité responsable directeur directrice drh rh entrevistador* reclutador* seleccionador* \
        tribunal gerente jefe jefa banca avaliador* recrutador* júri gestor* gestora diretor* chefe 面接官 人事 審査 担当者 部長 店長 院長"),
    ("story", "story stories example* situation* case cases anecdote* instance* episode* beispiel* geschichte* situation* fall fälle fällen erlebnis* exemple* histoire* cas \
        anecdote* vécu* ejemplo* historia* caso casos situaci* anécdota* exemplo* história* situaç* vivid* 例 エピソード 体験 経験談 事例"),
    ("answer", "answer* reply replies respond response* antwort* beantwort* répon* réponse* respuesta* respond* contest* respost* 答え 回答 返答"),
    ("question", "question* frage* fragen question* pregunt* pergunt* 質問 問い"),
    ("prepare", "prepare* prep practise* practice* rehears* revise bring brush reread study vorbereit* üb* überleg* mitbring* bringen parat einstell* prépar* entraîn* \
        réfléch* apport* relis* relire révis* prepar* ensay* piens* trae traiga* llev* repas* ensai* pens* traz* traga* lev* rel* 準備 用意 練習 考えて 持参 読んで"),
    ("avoid", "avoid* don't never skip stop without rather instead vermeid* nicht nie niemals kein* lieber statt ohne évit* pas jamais plutôt sans evit* no nunca jamás mejor sin \
        não nunca jamais melhor sem 避け しないで 控え なく よりも ません"),
    ("advise", "recommend* suggest* advise* advice tip tips help helps please should remember worth better careful empfehl* rate raten tipp* hilft helfen bitte sollten denken achten \
        ruhig conseil* conseill* recommand* suggèr* aid* pensez veillez n'hésitez mieux recomend* recomiend* aconsej* sugier* consejo* ayud* conviene recuerd* procur* aconselh* \
        sugir* dica* dicas ajud* convém lembr* vale おすすめ お勧め アドバイス ください 良いです よい 参考 ポイント"),
    ("value", "value* matter* weigh* important importance count counts key focus* weight priority priorities care cares wichtig* zähl* wert* schätz* achtet schwerpunkt* gewicht* \
        bedeut* import* compte* valeur* appréci* attach* priorit* prime accent importan* valor* cuenta* pesa* fij* prioridad* conta peso prioridade* foco 重視 重要 大切 評価 注目"),
    ("most", "most hardest heaviest closest deepest longest biggest highest hard especially particularly mainly chiefly foremost meisten stärksten schwersten wichtigsten meistens besonders \
        zuallererst hauptsächlich vor allem allererst surtout tout plus particulièrement principalement prioritairement todo más especialmente principalmente sobretudo mais especialmente \
        特に 最も 一番 とりわけ なかでも 主に 何より"),
    ("weigh", "weigh* heav* double* twice triple* outweigh* outrank* carr* gewicht* wieg* wiegt schwer* doppelt zähl* pès* pèse* poids compt* doubl* pes* cuent* dobl* doble pont* cont* conta \
        dobro 重く 重き 重視 倍 比重"),
    ("decide", "decid* decisive tip tips tie tiebreak* break* breaker* make-or-break dealbreaker* non-negotiable sink* sunk hinges fail* reject* entscheid* ausschlag* tranch* détermin* décisi* éliminat* \
        inclin* elimin* desempat* 決め手 左右 分かれ"),
    ("focus", "focus* dig digs probe* probing press* zoom concentrat* emphas* attention airtime deep deepest effort schwerpunkt* fokus* bohr* nachbohr* aufmerksam* accent attention insist* creus* foco \
        énfasis atención insist* ênfase atenção aprofund* 重点 中心 注目 深掘り"),
    ("lesser", "less least lighter light baseline rest others remaining background weniger übrigen anderen rest rande moins autres reste loin menos demás otros otras resto outros outras restante \
        他の 残り その他"),
    ("want", "want wants hear like likes love loves interested expect* look looks looking listen* curious keen hope möchte* hören interess* erwart* sucht suchen wünsch* hoff* veut \
        veulent voudr* aim* attend* entendre souhait* cherch* quier* gusta* oír esper* interes* busca* quer querem gost* ouvir esper* interess* procur* 知りたい 聞きたい 期待 求め 見て"),
    ("minutes", "minute* min mins hour* hr hrs h stunde* minuten std heure* hora horas minuto* 分 時間 0分"),
    ("stage", "interview* call screen* loop round* conversation chat chats assessment presentation stage* session* gespräch* runde* telefonat* präsentation* auswahlverfahren stufe* \
        entretien* appel tour tours étape* échange* présentation entrevista* llamada* ronda* presentaci* etapa* fase* prueba* ligaç* chamada* rodada* conversa* apresentaç* prova* 面接 面談 選考 次面"),
    ("people", "person people colleague* member* peer* engineer* two three four five someone kolleg* personen leute zwei drei vier mitglied* personne* collègue* deux trois quatre membre* \
        persona personas colega* compañer* dos tres cuatro miembro* pessoa* dois três quatro membro* 名 人 名で"),
    ("logistics", "parking park badge reception train bus tram lunch link zoom teams room building address passport id laptop wifi calendar invite confirm* travel expenses reimburse* \
        hotel entrance gate floor arrive arrival parkplatz* parken empfang ausweis zug bahn raum gebäude adresse termin* bestätig* fahrtkost* reisekost* eingang pforte stock anreise \
        accueil pièce gare salle bâtiment lien confirm* rendez rembours* étage badge aparcamiento estacionamiento recepci* dni tren sala dirección enlace cita planta reembols* \
        estacionamento recepç* portaria crachá metrô metro comboio endereço morada andar 受付 駐車 持ち物 会場 住所 リンク 日程 交通費 地図 駅 来社 返信"),
    ("you", "you your you'll you've you're you'd yours yourself sie ihr ihre ihren ihrem ihnen du dein* dich dir euch euer vous votre vos tu ton ta tes usted ustedes tú te tus ti \
        você* seu sua seus suas teu tua lhe あなた 貴方 ご自身 皆様"),
    ("we", "we our us we're we've we'll wir unser* uns nous notre nos nosotros nuestr* nós noss* a gente 弊社 当社 当院 私たち 我々 私ども"),
    ("i", "i my me mine i'm i've i'd ich mein* mir mich je j'ai mon ma mes moi yo mi mis me eu meu minha meus 私 僕 自分"),
    ("requires", "experience ability able skill* knowledge responsib* require* must duties competence* erfahrung* fähigkeit* kenntnis* verantwort* aufgabe* anforderung* expérience* \
        capacité* compétence* maîtrise mission* exigé* experiencia* capacidad* habilidad* responsab* requisito* funciones experiência* capacidade* habilidade* responsáv* \
        atribuiç* 経験 能力 知識 スキル できる方 業務 応募資格"),
    ("credential", "degree bachelor* licence license* certificate* certif* diploma fluent language* studium abschluss führerschein ausbildung sprachkenntnisse deutsch englisch diplôme* bac \
        permis licence formation anglais título* titulación grado carnet idioma* inglés licenciatura diploma carta formação inglês cnh 資格 免許 大卒 学歴 英語"),
    ("pay", "salary pay paid bonus pension holiday* benefit* leave insurance gehalt* urlaub* rente bonus zuschuss* vergütung jobticket salaire* congés mutuelle tickets prime rémunération \
        salario* vacaciones seguro sueldo salário* férias vale plano benefício* remuneração 給与 賞与 休日 福利 年収 手当 保険"),
    ("theirs", "ask fragen rückfragen poser demander preguntar preguntarles perguntar perguntas 逆質問 聞きたい 質問したい"),
    ("greets", "dear hi hello regards thanks thank sincerely cheers kind liebe* geehrte* hallo grüße grüßen gruß mfg danke* bonjour cordialement merci salutations hola estimad* saludos gracias \
        atentamente olá prezad* cumprimentos abraço* obrigad* atenciosamente 様 よろしくお願い 拝啓 敬具 お世話"),
    ("fails", "fail* mistake* wrong conflict* disagree* problem* difficult* fehler* konflikt* scheiter* schwierig* streit* échec* erreur* conflit* désaccord* difficil* problèm* error* fracas* \
        desacuerdo* difícil* problema* erro erros fracass* discord* dificuldade* 失敗 衝突 対立 困難 問題"),
    ("tell", "tell talk describe explain say show walk share mention name erzähl* beschreib* erklär* sag* zeig* nenn* schilder* racont* décri* expliqu* dit* dire montr* parl* cuent* contar \
        describ* explic* decir diga* muestr* habl* conte contar descrev* expli* dizer diz mostr* fale falar 話 説明 教えて 伝え 語 述べ"),
    ("figures", "number* figure* data concrete specific specifics fact* zahl* konkret* fakten daten chiffre* concret* précis* cifra* número* concret* datos número* dado* concret* 数字 具体 データ"),
    ("brief", "short brief* concise long clear* kurz* knapp* lang klar* court* bref brève* long* clair* cort* brev* larg* clar* curt* long* 短く 簡潔 長 端的"),
    ("star", "star situation task action result results learning aufgabe handlung ergebnis* tâche résultat* tarea acción resultado* tarefa ação aprendizado 状況 課題 行動 結果"),
    ("company", "founded headquarter* offices company firm customers employees market gegründet* standort* mitarbeiter* unternehmen firma fondé* entreprise salariés société fundad* empresa \
        empleados sociedad colaboradores 創業 設立 従業員 株式会社 会社"),
    ("level", "level* grade* band senior junior expected stufe* ebene* level niveau* échelon* attendu* nivel* grado* nível níveis grau pleno sênior 等級 級 レベル"),
    ("date", "monday tuesday wednesday thursday friday january february march april june july august september october november december today tomorrow week montag dienstag mittwoch \
        donnerstag freitag januar februar märz mai juni juli oktober dezember woche uhr lundi mardi mercredi jeudi vendredi janvier février mars avril juin juillet août octobre \
        décembre semaine lunes martes miércoles jueves viernes enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre semana segunda terça \
        quarta quinta sexta janeiro fevereiro março maio junho julho setembro outubro novembro dezembro 月曜 火曜 水曜 木曜 金曜 来週 明日 0月"),
];

struct Table {
    whole: HashMap<&'static str, Vec<&'static str>>,
    begins: HashMap<&'static str, Vec<&'static str>>,
    dense: Vec<(&'static str, &'static str)>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table { whole: HashMap::new(), begins: HashMap::new(), dense: Vec::new() };
        for (class, words) in CLASSES {
            for word in words.split_whitespace() {
                if has_cjk(word) {
                    table.dense.push((word, class));
                } else if let Some(stem) = word.strip_suffix('*') {
                    table.begins.entry(stem).or_default().push(class);
                } else {
                    table.whole.entry(word).or_default().push(class);
                }
            }
        }
        table
    })
}

/// The classes of a word in lower case.
pub(super) fn of_word(word: &str, mut take: impl FnMut(&'static str)) {
    let table = table();
    // "l'entretien", "j'attends"
    let bare = word.split_once('\'').filter(|(article, _)| article.chars().count() <= 2);
    for word in std::iter::once(word).chain(bare.map(|(_, bare)| bare)) {
        for class in table.whole.get(word).into_iter().flatten() {
            take(class);
        }
        for (at, _) in word.char_indices().skip(2).chain(std::iter::once((word.len(), ' '))) {
            for class in table.begins.get(&word[..at]).into_iter().flatten() {
                take(class);
            }
        }
    }
}

/// The classes of a sentence, each once, in the order of the table.
pub fn of_sentence(text: &str, words: &[String]) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    let mut dense = false;
    for word in words {
        if word.starts_with(is_cjk) {
            dense = true;
        } else {
            of_word(word, |class| {
                if !found.contains(&class) {
                    found.push(class);
                }
            });
        }
    }
    if dense {
        for (word, class) in &table().dense {
            if !found.contains(class) && text.contains(word) {
                found.push(class);
            }
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&'static str> {
        let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        of_sentence(text, &words)
    }

    #[test]
    fn the_same_is_said_in_six_languages() {
        for text in [
            "bring two short examples",
            "bringen sie zwei kurze beispiele",
            "apportez deux exemples courts",
            "traiga dos ejemplos cortos",
            "traga dois exemplos curtos",
        ] {
            let classes = of(text);
            assert!(
                ["brief", "people", "prepare", "story"].iter().all(|c| classes.contains(c)),
                "{text}: {classes:?}"
            );
        }
        assert!(of_sentence("具体的な例を二つ準備してください", &["具体".to_owned()]).contains(&"prepare"));
    }
}
