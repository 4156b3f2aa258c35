using Shipments.Domain.Numbers;

namespace Shipments.Domain.Tests.Numbers;

public sealed class TrackingNumbersTests
{
    [Theory]
    [InlineData("RB123456785GB", "RB123456785GB")]
    [InlineData(" rb 1234 5678 5 gb ", "RB123456785GB")]
    [InlineData("9400-1112-0620-6406-2607-87", "9400111206206406260787")]
    [InlineData("(420)78745 9400111206206406260787", "420787459400111206206406260787")]
    [InlineData("*LP00628841937205*", "LP00628841937205")]
    [InlineData("RB\u00A0123456785\u200BGB\t", "RB123456785GB")]
    [InlineData("RB–123456785—GB", "RB123456785GB")]
    [InlineData("ＲＢ１２３４５６７８５ＧＢ", "RB123456785GB")]
    [InlineData("a.b_c", "A.B_C")]
    public void A_number_is_brought_to_one_spelling(string text, string expected)
    {
        TrackingNumbers.TryNormalise(text, out string number, out string fault).Should().BeTrue(fault);
        number.Should().Be(expected);
        fault.Should().BeEmpty();
    }

    [Theory]
    [InlineData("RB12345678é5GB", "'RB12345678é5GB' has 'é', which no tracking number has.")]
    [InlineData("", "'' has 0 letters and digits, expected 4 to 64.")]
    [InlineData(" - ", "' - ' has 0 letters and digits, expected 4 to 64.")]
    [InlineData("A\u0000BCD", "'A?BCD' has '?', which no tracking number has.")]
    [InlineData("AB😀CD", "'AB??CD' has '?', which no tracking number has.")]
    public void What_is_no_number_is_refused_with_a_sentence_that_names_it(string text, string expected)
    {
        TrackingNumbers.TryNormalise(text, out string number, out string fault).Should().BeFalse();
        number.Should().BeEmpty();
        fault.Should().Be(expected);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_number_has_4_to_64_characters(int length, bool accepted) =>
        TrackingNumbers.TryNormalise(new string('7', length), out _, out _).Should().Be(accepted);

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void A_text_has_at_most_256_characters(int length, bool accepted) =>
        TrackingNumbers.TryNormalise("1234" + new string(' ', length - 4), out _, out _).Should().Be(accepted);

    [Fact]
    public void Normalising_twice_changes_nothing()
    {
        const int seed = 20_261_122;
        Random random = new(seed);
        for (int round = 0; round < 5_000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(0, 80)).Select(_ => (char)random.Next(0, 0x2100)));
            if (!TrackingNumbers.TryNormalise(text, out string once, out _))
                continue;
            TrackingNumbers.TryNormalise(once, out string twice, out string fault).Should().BeTrue($"seed {seed}: {fault}");
            twice.Should().Be(once, $"seed {seed}");
        }
    }
}
