using Shipments.Domain.Languages;
using Shipments.Domain.Parcels;

namespace Shipments.Domain.Tests.Languages;

public sealed class LanguageTextsTests
{
    // Letters that a language's texts must have: a file under a wrong name, or one that was never translated, has others.
    public static TheoryData<string, char, char> Scripts() => new()
    {
        { "en", 'a', 'z' }, { "es", 'a', 'z' }, { "pt", 'a', 'z' }, { "fr", 'a', 'z' }, { "de", 'a', 'z' },
        { "zh", '\u4E00', '\u9FFF' }, { "zh-Hant", '\u4E00', '\u9FFF' }, { "pt-BR", 'a', 'z' }, { "ru", 'а', 'я' }, { "ar", '\u0620', '\u064A' },
    };

    [Fact]
    public void There_are_eight_languages_and_two_of_regions() =>
        LanguageTexts.Languages.Order(StringComparer.Ordinal).Should().Equal("ar", "de", "en", "es", "fr", "pt", "pt-BR", "ru", "zh", "zh-Hant");

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_status_has_a_text_of_its_own_in_the_letters_of_the_language(string language, char first, char last)
    {
        List<string> phases = [.. Enum.GetValues<Phase>().Where(each => each != Phase.None).Select(each => Of(language, each, Reason.None, CustomsStatus.None).Phase)];
        List<string> reasons = [.. Enum.GetValues<Reason>().Where(each => each != Reason.None).Select(each => Of(language, Phase.None, each, CustomsStatus.None).Reason)];
        List<string> customs = [.. Enum.GetValues<CustomsStatus>().Where(each => each != CustomsStatus.None).Select(each => Of(language, Phase.None, Reason.None, each).Customs)];
        foreach (List<string> texts in new[] { phases, reasons, customs })
        {
            texts.Should().OnlyHaveUniqueItems(language);
            texts.Should().OnlyContain(text => text.Any(letter => letter >= first && letter <= last), language);
        }
    }

    [Fact]
    public void No_language_has_the_texts_of_another()
    {
        IEnumerable<string> all = LanguageTexts.Languages.Where(language => !language.Contains('-')).SelectMany(language =>
            Enum.GetValues<Phase>().Where(each => each != Phase.None).Select(each => Of(language, each, Reason.None, CustomsStatus.None).Phase));
        all.GroupBy(text => text).Where(same => same.Count() > 1).Select(same => same.Key).Should().BeEquivalentTo(["Cancelado", "Perdido"], "Spanish and Portuguese share them");
    }

    [Theory]
    [InlineData("de", "de", "Zugestellt", false)]
    [InlineData("pt-BR", "pt-BR", "Entregue", false)]
    [InlineData("pt-PT", "pt", "Entregue", false)]
    [InlineData("PT_ao", "pt", "Entregue", false)]
    [InlineData("es-419", "es", "Entregado", false)]
    [InlineData("ZH_Hant-TW", "zh-Hant", "已簽收", false)]
    [InlineData("zh-TW", "zh-Hant", "已簽收", false)]
    [InlineData("zh-hk", "zh-Hant", "已簽收", false)]
    [InlineData("zh-SG", "zh", "已签收", false)]
    [InlineData("zh-Hans-CN", "zh", "已签收", false)]
    [InlineData("tlh-Latn-US", "en", "Delivered", true)]
    [InlineData("-", "en", "Delivered", true)]
    [InlineData("tlh", "en", "Delivered", true)]
    [InlineData("", "en", "Delivered", true)]
    public void The_nearest_texts_of_a_tag_are_given_and_English_stands_in(string tag, string language, string text, bool isFallback)
    {
        LanguageTexts.Of(tag, Phase.Delivered, Reason.None, CustomsStatus.None, out bool fell).Should().Be(new StatusTexts(language, text, "", ""));
        fell.Should().Be(isFallback);
    }

    [Fact]
    public void A_file_with_a_missing_a_double_an_unknown_or_an_empty_key_is_refused_with_the_keys()
    {
        string whole = "key\ttext\n" + string.Concat(LanguageTexts.Keys().Select(key => $"{key}\tx\n"));
        LanguageTexts.Parse("xx", whole).Should().HaveCount(52);
        Refused(whole.Replace("phase.Lost\tx\n", "", StringComparison.Ordinal), "phase.Lost");
        Refused(whole + "phase.Lost\ty\n", "phase.Lost");
        Refused(whole + "phase.Found\ty\n", "phase.Found");
        Refused(whole.Replace("phase.Lost\tx", "phase.Lost\t ", StringComparison.Ordinal), "phase.Lost");
        Refused(whole.Replace("key\ttext", "text\tkey", StringComparison.Ordinal), "text\tkey");
    }

    [Fact]
    public void A_region_says_what_differs_and_has_the_other_texts_of_its_language()
    {
        Of("pt-BR", Phase.PickedUp, Reason.Address, CustomsStatus.Held).Should()
            .Be(new StatusTexts("pt-BR", "Coletado", Of("pt", Phase.None, Reason.Address, CustomsStatus.None).Reason, "Retido na alfândega"));
        Of("pt", Phase.PickedUp, Reason.None, CustomsStatus.None).Phase.Should().Be("Recolhido");
        var common = LanguageTexts.Parse("xx", "key\ttext\n" + string.Concat(LanguageTexts.Keys().Select(key => $"{key}\tx\n")));
        LanguageTexts.Parse("xx-YY", "key\ttext\nphase.Lost\ty\n", common).Should().HaveCount(52).And.Contain("phase.Lost", "y").And.Contain("phase.Delivered", "x");
        FluentActions.Invoking(() => LanguageTexts.Parse("xx-YY", "key\ttext\nphase.Found\ty\n", common)).Should().Throw<FormatException>();
    }

    // Every text of every status: nothing foreign in it, no blanks at its ends, no full stop, and no mark that turns the direction of what stands beside it.
    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_text_is_one_plain_line_in_its_own_script(string language, char first, char last)
    {
        foreach (string text in TextsOf(language))
        {
            text.Should().Be(text.Trim()).And.NotEndWith(".").And.NotContain("  ");
            text.Any(letter => letter is (>= '\u200E' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')).Should().BeFalse(text);
            if (first > 'z')
                text.Any(char.IsAsciiLetter).Should().BeFalse($"'{text}' of {language} has a letter of another script");
            text.Length.Should().BeLessThanOrEqualTo(60, text);
            last.Should().BeGreaterThan(first);
        }
    }

    [Fact]
    public void One_thing_has_one_word_throughout_a_language()
    {
        string zh = string.Concat(TextsOf("zh"));
        zh.Should().ContainAll("揽收", "清关", "派送", "签收").And.NotContainAny("投递", "收件成功", "报关");
        string hant = string.Concat(TextsOf("zh-Hant"));
        hant.Should().ContainAll("攬收", "清關", "配送", "簽收").And.NotContainAny("揽", "关", "签", "国", "运", "资");
        string.Concat(TextsOf("pt-BR")).Should().NotContainAny("encomenda", "levant", "Libertado", "Recolhido");
        string.Concat(TextsOf("ar")).Should().NotContainAny(",", ";", "?");
    }

    private static IEnumerable<string> TextsOf(string language) =>
    [
        .. Enum.GetValues<Phase>().Where(each => each != Phase.None).Select(each => Of(language, each, Reason.None, CustomsStatus.None).Phase),
        .. Enum.GetValues<Reason>().Where(each => each != Reason.None).Select(each => Of(language, Phase.None, each, CustomsStatus.None).Reason),
        .. Enum.GetValues<CustomsStatus>().Where(each => each != CustomsStatus.None).Select(each => Of(language, Phase.None, Reason.None, each).Customs),
    ];

    private static void Refused(string file, string key) =>
        FluentActions.Invoking(() => LanguageTexts.Parse("xx", file)).Should().Throw<FormatException>().WithMessage($"*'xx' are wrong at {key}.");

    private static StatusTexts Of(string language, Phase phase, Reason reason, CustomsStatus customs) => LanguageTexts.Of(language, phase, reason, customs, out _);
}
