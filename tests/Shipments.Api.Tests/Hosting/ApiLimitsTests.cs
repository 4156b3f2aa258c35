using System.Globalization;
using System.Reflection;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Fakes;

namespace Shipments.Api.Tests.Hosting;

public sealed class ApiLimitsTests
{
    public static TheoryData<string, string> Limits
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (FieldInfo limit in typeof(ApiLimits).GetFields(BindingFlags.Public | BindingFlags.Static))
            {
                data.Add(limit.Name, limit.GetValue(null) switch
                {
                    DateTimeOffset instant => instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    object value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
                    null => "",
                });
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void Every_limit_stands_in_the_reference_with_its_value(string name, string value) =>
        Repository.Read("docs/reference/limits.md").Should().Contain($"| `{name}` | {value} | ");
}
