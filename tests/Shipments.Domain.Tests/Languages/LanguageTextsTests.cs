using Shipments.Domain.Languages;
using Shipments.Domain.Parcels;

namespace Shipments.Domain.Tests.Languages;

public sealed class LanguageTextsTests
{
    // Letters that a language's texts must have: a file under a wrong name, or one that was never translated, has others.
    public static TheoryData<string, char, char> Scripts() => new()
    {
        { "en", 'a', 'z' }, { "es", 'a', 'z' }, { "pt", 'a', 'z' }, { "fr", 'a', 'z' }, { "de", 'a', 'z' },
        { "zh", '\u4E00', '\u9FFF' }, { "ru", 'а', 'я' }, { "ar", '\u0620', '\u064A' },
    };

    [Fact]
    public void There_are_eight_languages() =>
        LanguageTexts.Languages.Order(StringComparer.Ordinal).Should().Equal("ar", "de", "en", "es", "fr", "pt", "ru", "zh");

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
        IEnumerable<string> all = LanguageTexts.Languages.SelectMany(language =>
            Enum.GetValues<Phase>().Where(each => each != Phase.None).Select(each => Of(language, each, Reason.None, CustomsStatus.None).Phase));
        all.GroupBy(text => text).Where(same => same.Count() > 1).Select(same => same.Key).Should().BeEquivalentTo(["Cancelado", "Perdido"], "Spanish and Portuguese share them");
    }

    [Theory]
    [InlineData("de", "de", "Zugestellt", false)]
    [InlineData("pt-BR", "pt", "Entregue", false)]
    [InlineData("ZH_Hant-TW", "zh", "已签收", false)]
    [InlineData("tlh", "en", "Delivered", true)]
    [InlineData("", "en", "Delivered", true)]
    public void The_first_part_of_a_tag_counts_and_English_stands_in(string tag, string language, string text, bool isFallback)
    {
        LanguageTexts.Of(tag, Phase.Delivered, Reason.None, CustomsStatus.None, out bool fell).Should().Be(new StatusTexts(language, text, "", ""));
        fell.Should().Be(isFallback);
    }

    [Fact]
    public void A_file_with_a_missing_a_double_an_unknown_or_an_empty_key_is_refused_with_the_keys()
    {
        string whole = "key\ttext\n" + string.Concat(LanguageTexts.Keys().Select(key => $"{key}\tx\n"));
        LanguageTexts.Parse("xx", whole).Should().HaveCount(51);
        Refused(whole.Replace("phase.Lost\tx\n", "", StringComparison.Ordinal), "phase.Lost");
        Refused(whole + "phase.Lost\ty\n", "phase.Lost");
        Refused(whole + "phase.Found\ty\n", "phase.Found");
        Refused(whole.Replace("phase.Lost\tx", "phase.Lost\t ", StringComparison.Ordinal), "phase.Lost");
        Refused(whole.Replace("key\ttext", "text\tkey", StringComparison.Ordinal), "text\tkey");
    }

    private static void Refused(string file, string key) =>
        FluentActions.Invoking(() => LanguageTexts.Parse("xx", file)).Should().Throw<FormatException>().WithMessage($"*'xx' are wrong at {key}.");

    private static StatusTexts Of(string language, Phase phase, Reason reason, CustomsStatus customs) => LanguageTexts.Of(language, phase, reason, customs, out _);
}
