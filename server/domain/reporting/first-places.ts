/** The first few of many, in their order: to sort tens of thousands for a page of fifty takes longer than to count them. */
export class FirstPlaces<Place> {
  readonly places: Place[] = [];
  readonly #howMany: number;
  readonly #compare: (a: Place, b: Place) => number;

  constructor(howMany: number, compare: (a: Place, b: Place) => number) {
    this.#howMany = howMany;
    this.#compare = compare;
  }

  add(place: Place): void {
    const { places } = this;
    if (places.length === this.#howMany && this.#compare(place, places.at(-1)!) >= 0) return;
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(places[middle]!, place) < 0) low = middle + 1;
      else high = middle;
    }
    places.splice(low, 0, place);
    if (places.length > this.#howMany) places.pop();
  }
}
