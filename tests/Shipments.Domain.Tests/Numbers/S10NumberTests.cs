using Shipments.Domain.Numbers;

namespace Shipments.Domain.Tests.Numbers;

public sealed class S10NumberTests
{
    [Theory]
    [InlineData("47312482", '9')]
    [InlineData("00000000", '5')]
    [InlineData("12345678", '5')]
    public void The_check_digit_follows_from_the_serial(string serial, char digit) => S10Number.DigitFor(serial).Should().Be(digit);

    [Fact]
    public void A_remainder_of_one_is_written_as_nought()
    {
        // 8·7 = 56 = 5·11 + 1, and 11 − 1 = 10.
        S10Number.DigitFor("70000000").Should().Be('0');
    }

    [Theory]
    [InlineData("RB254433138SG")]
    [InlineData("LE704280574SE")]
    [InlineData("RK166520145LV")]
    [InlineData("UG251542831MV")]
    [InlineData("UG251350054MV")]
    [InlineData("LM029042024CA")]
    [InlineData("LX210720682NL")]
    [InlineData("RL924104146CH")]
    [InlineData("EW112720413FR")]
    [InlineData("EH036261918US")]
    [InlineData("RR000000005SG")]
    [InlineData("CZ000000005SG")]
    public void Numbers_that_posts_issued_fit(string number)
    {
        S10Number.TryParse(number, out S10Number s10).Should().BeTrue();
        s10.CheckDigitFits.Should().BeTrue();
    }

    [Theory]
    [InlineData("RR123456789CN")]
    [InlineData("CJ422417033US")]
    [InlineData("RB123456786US")]
    public void The_usual_examples_do_not_fit(string number)
    {
        S10Number.TryParse(number, out S10Number s10).Should().BeTrue();
        s10.CheckDigitFits.Should().BeFalse();
    }

    [Theory]
    [InlineData("RB12345678GB")]
    [InlineData("RB1234567855GB")]
    [InlineData("R1123456785GB")]
    [InlineData("RB123456785G1")]
    [InlineData("RBX23456785GB")]
    [InlineData("")]
    public void Another_form_is_no_s10(string number) => S10Number.TryParse(number, out _).Should().BeFalse();
}
