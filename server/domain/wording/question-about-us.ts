/** The question of a project that has told no product name, by language subtag: asked as the vendor itself would ask it. */
export const QUESTION_ABOUT_US: ReadonlyMap<string, string> = new Map([
  ['en', 'How likely are you to recommend us to a friend or colleague?'],
  ['da', 'Hvor sandsynligt er det, at du vil anbefale os til en ven eller kollega?'],
  ['sv', 'Hur troligt är det att du skulle rekommendera oss till en vän eller kollega?'],
  ['nb', 'Hvor sannsynlig er det at du vil anbefale oss til en venn eller kollega?'],
  ['fi', 'Kuinka todennäköisesti suosittelisit meitä ystävälle tai kollegalle?'],
  ['is', 'Hversu líklegt er að þú mælir með okkur við vin eða samstarfsfélaga?'],
  ['de', 'Wie wahrscheinlich ist es, dass Sie uns einem Freund oder Kollegen weiterempfehlen?'],
  ['nl', 'Hoe waarschijnlijk is het dat u ons zou aanbevelen aan een vriend of collega?'],
  ['fr', 'Quelle est la probabilité que vous nous recommandiez à un ami ou à un collègue\u202f?'],
  ['es', '¿Qué probabilidad hay de que nos recomiende a un amigo o colega?'],
  ['pt', 'Qual é a probabilidade de nos recomendar a um amigo ou colega?'],
  ['it', 'Con quale probabilità ci consiglierebbe a un amico o a un collega?'],
  ['pl', 'Jak bardzo prawdopodobne jest, że polecisz nas znajomym lub współpracownikom?'],
]);
