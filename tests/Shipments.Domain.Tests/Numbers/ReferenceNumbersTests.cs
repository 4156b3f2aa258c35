using System.Text.Json;
using Shipments.Domain.Numbers;
using Shipments.Domain.Tests.Samples;

namespace Shipments.Domain.Tests.Numbers;

/// <summary>Our verdicts beside those of a public collection of number forms, where somebody put it beside the repository.</summary>
public sealed class ReferenceNumbersTests
{
    [Theory]
    [InlineData("jkeen-s10.json", "upu-")]
    [InlineData("jkeen-usps.json", "usps-")]
    [InlineData("jkeen-ups.json", "ups-")]
    [InlineData("jkeen-fedex.json", "")]
    public void Every_valid_number_is_guessed_with_a_fitting_check_digit(string file, string format)
    {
        foreach (string number in Numbers(file, "valid"))
            NumberClassifier.Classify(number).Should().Contain(guess => guess.Format.StartsWith(format) && guess.CheckDigit == CheckDigit.Valid, number);
    }

    [Theory]
    [InlineData("jkeen-s10.json", "upu-")]
    [InlineData("jkeen-usps.json", "usps-")]
    [InlineData("jkeen-ups.json", "ups-")]
    public void No_invalid_number_is_guessed_whole(string file, string format)
    {
        // Invalid there: the check digit does not fit, no such form, or no country of that code.
        foreach (string number in Numbers(file, "invalid"))
        {
            NumberClassifier.Classify(number).Should().NotContain(
                guess => guess.Format.StartsWith(format) && guess.CheckDigit == CheckDigit.Valid && (guess.Country.Length > 0 || format == "ups-"), number);
        }
    }

    [Fact]
    public void No_number_of_FedEx_with_a_wrong_digit_is_guessed_in_its_form()
    {
        // Some of them fit another form by chance: a 34-digit one may be a postal code and a number of the post.
        foreach (string number in Numbers("jkeen-fedex.json", "invalid"))
            NumberClassifier.Classify(number).Should().NotContain(guess => guess.Issuer == "fedex" && guess.CheckDigit == CheckDigit.Valid, number);
    }

    [Fact]
    public void YunExpress_is_told_by_its_shape()
    {
        foreach (string number in Numbers("jkeen-yunexpress.json", "valid"))
            NumberClassifier.Classify(number)[0].Issuer.Should().Be("yunexpress", number);
        foreach (string number in Numbers("jkeen-yunexpress.json", "invalid"))
            NumberClassifier.Classify(number).Should().NotContain(guess => guess.Issuer == "yunexpress", number);
    }

    private static List<string> Numbers(string file, string verdict)
    {
        if (SampleFiles.Real is not { } folder || Path.Combine(folder, "numbers", file) is var path && !File.Exists(path))
            return [];
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        List<string> numbers = [];
        foreach (JsonElement form in document.RootElement.GetProperty("tracking_numbers").EnumerateArray())
        {
            foreach (JsonElement text in form.GetProperty("test_numbers").GetProperty(verdict).EnumerateArray())
            {
                TrackingNumbers.TryNormalise(text.GetString()!, out string number, out string fault).Should().BeTrue(fault);
                numbers.Add(number);
            }
        }

        numbers.Should().NotBeEmpty();
        return numbers;
    }
}
