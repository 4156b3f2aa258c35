using Shipments.Domain.Numbers;

namespace Shipments.Domain.Tests.Numbers;

public sealed class NumberClassifierTests
{
    [Theory]
    [InlineData("RB123456785GB", "royal-mail", "GB", "letter registered", true)]
    [InlineData("EH036261918US", "usps", "US", "ems", true)]
    [InlineData("UG251350054MV", "post-mv", "MV", "letter untracked", false)]
    [InlineData("RB254433138SG", "singpost", "SG", "letter registered", true)]
    public void An_s10_number_names_its_post(string number, string issuer, string country, string product, bool tracked)
    {
        NumberGuess best = NumberClassifier.Classify(number)[0];
        best.Should().Be(new NumberGuess(issuer, "upu-s10", best.Score, CheckDigit.Valid, country, product, tracked));
    }

    [Theory]
    [InlineData("AA", "not assigned", true)]
    [InlineData("AU", "not assigned", true)]
    [InlineData("AV", "domestic", true)]
    [InlineData("GA", "domestic", true)]
    [InlineData("GB", "reserved", true)]
    [InlineData("GD", "domestic", true)]
    [InlineData("QM", "business reply", true)]
    [InlineData("QN", "reserved", true)]
    [InlineData("UA", "letter untracked", false)]
    [InlineData("UZ", "letter untracked", false)]
    [InlineData("VA", "letter insured", true)]
    [InlineData("TA", "reserved", true)]
    public void The_indicator_says_the_kind_of_service(string indicator, string product, bool tracked)
    {
        NumberGuess guess = NumberClassifier.Classify(indicator + "123456785GB").First(each => each.Format == "upu-s10");
        (guess.Product, guess.Tracked).Should().Be((product, tracked));
    }

    [Fact]
    public void A_bad_check_digit_or_an_unknown_country_lowers_the_score_and_refuses_nothing()
    {
        NumberGuess good = NumberClassifier.Classify("RB123456785US")[0];
        NumberGuess badDigit = NumberClassifier.Classify("RB123456786US")[0];
        NumberGuess noCountry = NumberClassifier.Classify("RB123456785XX")[0];
        (badDigit.CheckDigit, badDigit.Issuer).Should().Be((CheckDigit.Invalid, "usps"));
        (noCountry.CheckDigit, noCountry.Issuer, noCountry.Country).Should().Be((CheckDigit.Valid, "upu", ""));
        badDigit.Score.Should().BeLessThan(good.Score).And.BePositive();
        noCountry.Score.Should().BeLessThan(badDigit.Score).And.BePositive();
    }

    [Theory]
    [InlineData("9400111206206406260787", "usps-impb")]
    [InlineData("9400109104250532908587", "usps-impb")]
    [InlineData("9202290317456200135409", "usps-impb")]
    [InlineData("92748931507708513018050063", "usps-impb")]
    [InlineData("420787459400111206206406260787", "usps-impb")]
    [InlineData("4201028200009261290113185417468510", "usps-impb")]
    [InlineData("420221539101026837331000039521", "usps-legacy")]
    [InlineData("9101123456789000000013", "usps-legacy")]
    [InlineData("71969010756003077385", "usps-legacy")]
    [InlineData("03071790000523483741", "usps-20")]
    public void A_number_of_the_united_states_post_is_told_with_or_without_its_routing(string number, string format)
    {
        NumberGuess best = NumberClassifier.Classify(number)[0];
        (best.Issuer, best.Format, best.CheckDigit).Should().Be(("usps", format, CheckDigit.Valid));
    }

    [Fact]
    public void A_commercial_number_has_partners_beside_the_post()
    {
        IReadOnlyList<NumberGuess> guesses = NumberClassifier.Classify("9261292700768711948021");
        guesses.Select(guess => guess.Issuer).Should().Equal("usps", "fedex", "ups", "osm", "cainiao");
        guesses.Select(guess => guess.Score).Should().BeInDescendingOrder();
        NumberClassifier.Classify("9400111206206406260787").Select(guess => guess.Issuer).Should().Equal("usps", "cainiao");
    }

    [Theory]
    [InlineData("9200000000000000000000")]
    [InlineData("420000009200000000000000000000")]
    [InlineData("420000000000000000000000000000")]
    [InlineData("2334611306406207667222")]
    public void A_mailer_id_of_the_wrong_length_or_no_identifier_is_not_the_posts(string number) =>
        NumberClassifier.Classify(number).Should().NotContain(guess => guess.Issuer == "usps");

    [Theory]
    [InlineData("LP00628841937205", "cainiao-lp")]
    [InlineData("LP00628841937205CN", "cainiao-lp")]
    [InlineData("LP00628841937205SG", "cainiao-lp")]
    [InlineData("LP00000000000", "cainiao-lp")]
    [InlineData("AP00839881455575", "cainiao-ap")]
    [InlineData("AE002345678901", "cainiao-ae")]
    [InlineData("CNG00839881455575", "cainiao-cng")]
    [InlineData("CNX8877ABZZ", "cainiao-cnx")]
    [InlineData("CNJNR0041223N", "cainiao-cnjnr")]
    [InlineData("SWX100200300400500600", "cainiao-swx")]
    [InlineData("JNTCU0600123456YQ", "cainiao-jntcu")]
    [InlineData("HM1234567890123456", "cainiao-hm")]
    [InlineData("JY24ABC0099", "cainiao-jy")]
    [InlineData("ECSDT00123456", "cainiao-ecsdt")]
    [InlineData("1234567890123456", "cainiao-numeric")]
    [InlineData("4PX3000987654321CN", "4px")]
    [InlineData("YT2229521272164446", "yunexpress")]
    [InlineData("1Z5R89390357567127", "ups-1z")]
    public void A_platforms_or_partners_number_is_told_by_its_shape(string number, string format) =>
        NumberClassifier.Classify(number)[0].Format.Should().Be(format);

    [Theory]
    [InlineData("1Z7A4R200355500018", "ups-1z")]
    [InlineData("H2048151631", "ups-waybill")]
    [InlineData("615300427715", "fedex-12")]
    [InlineData("304159265358975", "fedex-ground-15")]
    [InlineData("9612345555012345678900", "fedex-ground-96")]
    [InlineData("9622001560000000000077123456789013", "fedex-ground-gsn")]
    [InlineData("1001901781990001000377123456789013", "fedex-34")]
    [InlineData("32971514560102446153004277152014", "fedex-astra-32")]
    [InlineData("001234500000000120", "sscc-18")]
    public void A_couriers_number_is_told_by_its_check_digit(string number, string format)
    {
        NumberClassifier.Classify(number).Should().Contain(guess => guess.Format == format && guess.CheckDigit == CheckDigit.Valid);
        int at = format == "fedex-astra-32" ? number.Length - 5 : number.Length - 1;
        string wrong = $"{number[..at]}{(number[at] - '0' + 1) % 10}{number[(at + 1)..]}";

        NumberClassifier.Classify(wrong).Should().NotContain(guess => guess.Format == format && guess.CheckDigit == CheckDigit.Valid);
    }

    [Theory]
    [InlineData("AP0083988145557")]
    [InlineData("CNX8877AB")]
    [InlineData("JNTCU0600123456")]
    [InlineData("HELLO")]
    [InlineData("....")]
    public void An_unknown_form_gives_an_empty_list(string number) => NumberClassifier.Classify(number).Should().BeEmpty();

    [Fact]
    public void Any_number_is_classified_without_a_throw_and_best_first()
    {
        const int seed = 20_261_123;
        Random random = new(seed);
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789012345678901234567890123456789._";
        for (int round = 0; round < 20_000; round++)
        {
            string number = string.Concat(Enumerable.Range(0, random.Next(4, 65)).Select(_ => letters[random.Next(letters.Length)]));
            NumberClassifier.Classify(number).Select(guess => guess.Score).Should().BeInDescendingOrder($"seed {seed}, {number}");
        }
    }
}
