//! How English requirements begin: what is taken off their front, and what then follows.

/// What is taken off a requirement's front, the longest that fits, again and again; and what then follows.
#[rustfmt::skip]
pub(super) const LEADS: &[(&str, Follows)] = &[
    ("you will be responsible for", Follows::Gerund), ("you'll be responsible for", Follows::Gerund),
    ("you are responsible for", Follows::Gerund), ("will be responsible for", Follows::Gerund), ("are responsible for", Follows::Gerund),
    ("responsible for", Follows::Gerund), ("responsibility for", Follows::Gerund), ("accountable for", Follows::Gerund), ("you'll be expected to", Follows::Base),
    ("you will be expected to", Follows::Base), ("be expected to", Follows::Base), ("you will be able to", Follows::Base),
    ("you'll be able to", Follows::Base), ("you must be able to", Follows::Base), ("you should be able to", Follows::Base),
    ("must be able to", Follows::Base), ("you need to be able to", Follows::Base), ("you will need to", Follows::Base), ("you'll need to", Follows::Base),
    ("you need to", Follows::Base), ("you have to", Follows::Base), ("you must", Follows::Base), ("you should", Follows::Base), ("you can", Follows::Base), ("can", Follows::Base),
    ("you would", Follows::Base), ("you'd", Follows::Base), ("you could", Follows::Base), ("you will also", Follows::Base), ("you'll also", Follows::Base),
    ("you will", Follows::Base), ("you'll", Follows::Base), ("you are able to", Follows::Base), ("you're able to", Follows::Base),
    ("is able to", Follows::Base), ("are able to", Follows::Base), ("able to", Follows::Base), ("you are expected to", Follows::Base), ("you are going to", Follows::Base),
    ("you know how to", Follows::Base), ("know how to", Follows::Base), ("knows how to", Follows::Base), ("you get to", Follows::Base), ("your job is to", Follows::Base), ("the job is to", Follows::Base),
    ("your task is to", Follows::Base), ("your job will be to", Follows::Base), ("we expect you to", Follows::Base), ("we want you to", Follows::Base), ("we need you to", Follows::Base),
    ("we'd like you to", Follows::Base), ("we ask you to", Follows::Base), ("we need someone who can", Follows::Base), ("we need somebody who can", Follows::Base),
    ("someone who can", Follows::Base), ("somebody who can", Follows::Base), ("people who can", Follows::Base), ("who can", Follows::Base), ("who will", Follows::Base), ("you like to", Follows::Base),
    ("you want to", Follows::Base), ("you love to", Follows::Base), ("the post holder will", Follows::Base), ("the postholder will", Follows::Base),
    ("the successful candidate will", Follows::Base), ("the role holder will", Follows::Base), ("the ideal candidate will", Follows::Base),
    ("the holder will", Follows::Base), ("candidates must", Follows::Base), ("applicants must", Follows::Base), ("candidates should", Follows::Base), ("will", Follows::Base), ("must", Follows::Base), ("should", Follows::Base), ("to", Follows::Base),
    ("ability to", Follows::Base), ("the ability to", Follows::Base), ("an ability to", Follows::Base), ("a proven ability to", Follows::Base), ("proven ability to", Follows::Base),
    ("demonstrated ability to", Follows::Base), ("demonstrable ability to", Follows::Base), ("proven capacity to", Follows::Base), ("strong ability to", Follows::Base), ("capacity to", Follows::Base), ("confidence to", Follows::Base), ("the confidence to", Follows::Base), ("willingness to", Follows::Base),
    ("a willingness to", Follows::Base), ("willing to", Follows::Base), ("prepared to", Follows::Base), ("ready to", Follows::Base), ("happy to", Follows::Base), ("capability to", Follows::Base), ("courage to", Follows::Base), ("the courage to", Follows::Base), ("the patience to", Follows::Base), ("desire to", Follows::Base),
    ("you will have to", Follows::Base), ("you'll have to", Follows::Base), ("you would have to", Follows::Base),
    ("you also need to", Follows::Base), ("you also", Follows::Base), ("you'd be expected to", Follows::Base), 
    ("you'd be the one who", Follows::Third), ("you'll be the one who", Follows::Third), ("you will be the one who", Follows::Third), ("you are the one who", Follows::Third), ("you're the one who", Follows::Third), ("you'd be the person who", Follows::Third),
    ("that means", Follows::Gerund), ("which means", Follows::Gerund), ("this means", Follows::Gerund), ("evidence of dealing with", Follows::Noun), ("comfort", Follows::Gerund), ("comfort in", Follows::Gerund),
    ("some days you'll", Follows::Base), ("some days you will", Follows::Base), ("some weeks you'll", Follows::Base), ("on some days you'll", Follows::Base), ("most days you'll", Follows::Base), ("your part will be to", Follows::Base),
    ("capable of", Follows::Gerund), ("the capability of", Follows::Gerund), ("track record of", Follows::Gerund), ("a track record of", Follows::Gerund), ("track record in", Follows::Gerund),
    ("proven track record of", Follows::Gerund), ("a proven track record of", Follows::Gerund), ("proven track record in", Follows::Gerund), ("strong track record of", Follows::Gerund), ("a strong track record of", Follows::Gerund), ("demonstrated track record of", Follows::Gerund), ("history of", Follows::Gerund), ("a history of", Follows::Gerund), ("success in", Follows::Gerund), ("skilled in", Follows::Gerund), ("skilled at", Follows::Gerund),
    ("good at", Follows::Gerund), ("great at", Follows::Gerund), ("comfortable", Follows::Gerund), ("confident in", Follows::Gerund), ("confident", Follows::Gerund), ("comfortable with", Follows::Noun), ("at ease with", Follows::Noun), ("at home with", Follows::Noun), ("used to", Follows::Gerund), ("experienced in", Follows::Gerund), ("experienced at", Follows::Gerund), ("adept at", Follows::Gerund),
    ("competent in", Follows::Gerund), ("you enjoy", Follows::Gerund), ("you like", Follows::Gerund), ("you love", Follows::Gerund), ("enjoy", Follows::Gerund), ("enjoys", Follows::Gerund), ("keen on", Follows::Gerund), ("passion for", Follows::Gerund), ("a passion for", Follows::Gerund), ("passionate about", Follows::Gerund), ("commitment to", Follows::Gerund), ("a commitment to", Follows::Gerund), ("committed to", Follows::Gerund), ("focus on", Follows::Gerund),
    ("experience of", Follows::Experience), ("experience in", Follows::Experience), ("experience with", Follows::Experience), ("experience", Follows::Experience),
    ("some experience of", Follows::Experience), ("some experience in", Follows::Experience), ("some experience", Follows::Experience), ("proven experience of", Follows::Experience), ("proven experience in", Follows::Experience), ("proven experience with", Follows::Experience), ("proven experience", Follows::Experience), ("previous experience of", Follows::Experience), ("previous experience in", Follows::Experience), ("previous experience", Follows::Experience), ("prior experience", Follows::Experience),
    ("significant experience of", Follows::Experience), ("significant experience in", Follows::Experience), ("substantial experience of", Follows::Experience), ("substantial experience", Follows::Experience), ("extensive experience of", Follows::Experience), ("extensive experience in", Follows::Experience), ("extensive experience", Follows::Experience), ("strong experience in", Follows::Experience), ("strong experience", Follows::Experience), ("solid experience in", Follows::Experience), ("solid experience", Follows::Experience), ("demonstrable experience of", Follows::Experience), ("demonstrable experience", Follows::Experience), ("demonstrated experience in", Follows::Experience), ("demonstrated experience", Follows::Experience), ("hands-on experience with", Follows::Experience), ("hands-on experience of", Follows::Experience), ("hands-on experience in", Follows::Experience), ("hands-on experience", Follows::Experience), ("practical experience of", Follows::Experience), ("practical experience", Follows::Experience), ("relevant experience in", Follows::Experience), ("relevant experience", Follows::Experience), ("real experience of", Follows::Experience), ("first-hand experience of", Follows::Experience), ("professional experience in", Follows::Experience), ("you have experience of", Follows::Experience), ("you have experience with", Follows::Experience), ("you have experience in", Follows::Experience), ("you have experience", Follows::Experience),
    ("knowledge of", Follows::Knowledge), ("good knowledge of", Follows::Knowledge), ("working knowledge of", Follows::Knowledge), ("a working knowledge of", Follows::Knowledge), ("strong knowledge of", Follows::Knowledge), ("sound knowledge of", Follows::Knowledge), ("in-depth knowledge of", Follows::Knowledge), ("solid knowledge of", Follows::Knowledge), ("excellent knowledge of", Follows::Knowledge), ("understanding of", Follows::Knowledge), ("an understanding of", Follows::Knowledge), ("a good understanding of", Follows::Knowledge), ("good understanding of", Follows::Knowledge), ("strong understanding of", Follows::Knowledge), ("a sound understanding of", Follows::Knowledge), ("deep understanding of", Follows::Knowledge), ("solid understanding of", Follows::Knowledge), ("clear understanding of", Follows::Knowledge), ("a solid grasp of", Follows::Knowledge), ("a firm grasp of", Follows::Knowledge), ("grasp of", Follows::Knowledge), ("familiarity with", Follows::Knowledge), ("familiar with", Follows::Knowledge), ("awareness of", Follows::Knowledge),
    ("you have", Follows::Participle), ("you've", Follows::Participle), ("you will have", Follows::Participle), ("you'll have", Follows::Participle), ("has", Follows::Participle), ("have", Follows::Participle), ("having", Follows::Participle), ("who has", Follows::Participle), ("who have", Follows::Participle), ("someone who has", Follows::Participle), ("somebody who has", Follows::Participle), ("evidence of having", Follows::Participle), ("must have", Follows::Participle), ("should have", Follows::Participle),
    ("you are", Follows::State), ("you're", Follows::State), ("you will be", Follows::State), ("you'll be", Follows::State), ("is", Follows::State), ("are", Follows::State), ("be", Follows::State), ("must be", Follows::State), ("should be", Follows::State), ("who is", Follows::State), ("someone who is", Follows::State), 
    ("you", Follows::Base), ("who", Follows::Third), ("someone who", Follows::Third), ("somebody who", Follows::Third), ("a person who", Follows::Third), ("the post holder", Follows::Third), ("the postholder", Follows::Third), ("the role", Follows::Third), ("the successful candidate", Follows::Third), ("we are looking for someone who", Follows::Third), ("we're looking for someone who", Follows::Third), ("looking for someone who", Follows::Third), ("we need someone who", Follows::Third), ("we want someone who", Follows::Third),
    ("evidence of", Follows::Gerund), ("demonstrates", Follows::Noun), ("demonstrate", Follows::Noun), ("a strong", Follows::Quality), ("strong", Follows::Quality), ("excellent", Follows::Quality), ("outstanding", Follows::Quality), ("exceptional", Follows::Quality), ("good", Follows::Quality), ("very good", Follows::Quality), ("solid", Follows::Quality), ("proven", Follows::Quality), ("superb", Follows::Quality), ("well-developed", Follows::Quality), ("effective", Follows::Quality), ("highly developed", Follows::Quality), ("first-class", Follows::Quality), ("advanced", Follows::Quality), ("great", Follows::Quality), ("a high level of", Follows::Quality), ("high level of", Follows::Quality), ("a", Follows::Quality), ("an", Follows::Quality),
];

/// What stands after a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follows {
    /// Nothing was taken off.
    Nothing,
    Base,
    Third,
    Gerund,
    Participle,
    /// An adjective: "comfortable with …", "calm".
    State,
    Noun,
    /// A gerund or a noun.
    Experience,
    Knowledge,
    /// A quality: "strong negotiation skills".
    Quality,
}
