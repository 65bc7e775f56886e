/** What is done besides the disposition, by the code of the action. */
export const disposition = {
  poison_centre: 'Myrkytystietokeskus 0800 147 111 (24/7)',
  maternity_unit: 'Soitto oman synnytyssairaalan päivystykseen ennen lähtöä',
  dental_urgent: 'Hammashoidon kiirevastaanotto / päivystys',
  police_112: 'Poliisi numerosta 112',
  cpr: 'Puhelinohjattu elvytys',
  nollalinja: 'Nollalinja 080 005 005 (24/7)',
  shelter: 'Turvakoti (ilman lähetettä, 24/7)',
  mieli_crisis: 'MIELI kriisipuhelin 09 2525 0111 (24/7)',
  child_notice: 'Lastensuojeluilmoitus (LSL 25 §) viipymättä',
  older_notice: 'Ilmoitus iäkkään palveluntarpeesta (VanhPL 25 §)',
  support_contact: 'Yhteydenotto sosiaalihuoltoon tuen tarpeen arvioimiseksi (SHL 35 §)',
  social_parallel: 'Sosiaalipäivystys rinnalle',
  health_script: 'Siirry terveyden arviointiin',
  kela_urgent: 'Kela: kiireellinen perustoimeentulotuki',
  interpreter: 'Tulkki linjalle',
  anticoag_note: 'Kerro verenohennuslääke vastaanottavaan paikkaan',
};
