using System.Text.Json;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Tests.Bank.Checks;

/// <summary>Converts by the definitions of the units, in exact fractions of the base unit.</summary>
internal static class Units
{
    private static readonly Dictionary<string, (string Dimension, string Factor, string English, string Korean)> _all =
        new(StringComparer.Ordinal)
        {
            ["km"] = ("length", "1000", "kilometres", "킬로미터"),
            ["m"] = ("length", "1", "metres", "미터"),
            ["cm"] = ("length", "0.01", "centimetres", "센티미터"),
            ["mm"] = ("length", "0.001", "millimetres", "밀리미터"),
            ["in"] = ("length", "0.0254", "inches", "인치"),
            ["ft"] = ("length", "0.3048", "feet", "피트"),
            ["mi"] = ("length", "1609.344", "miles", "마일"),
            ["t"] = ("mass", "1000", "tonnes", "톤"),
            ["kg"] = ("mass", "1", "kilograms", "킬로그램"),
            ["g"] = ("mass", "0.001", "grams", "그램"),
            ["mg"] = ("mass", "0.000001", "milligrams", "밀리그램"),
            ["geun"] = ("mass", "0.6", "geun", "고기 #근(한 근은 600그램)"),
            ["l"] = ("volume", "1", "litres", "리터"),
            ["ml"] = ("volume", "0.001", "millilitres", "밀리리터"),
            ["week"] = ("time", "604800", "weeks", "주"),
            ["day"] = ("time", "86400", "days", "일"),
            ["h"] = ("time", "3600", "hours", "시간"),
            ["min"] = ("time", "60", "minutes", "분"),
            ["s"] = ("time", "1", "seconds", "초"),
            ["GiB"] = ("data", "8589934592", "GiB", "GiB"),
            ["MiB"] = ("data", "8388608", "MiB", "MiB"),
            ["KiB"] = ("data", "8192", "KiB", "KiB"),
            ["MB"] = ("data", "8000000", "megabytes", "메가바이트"),
            ["Mbit"] = ("data", "1000000", "megabits", "메가비트"),
            ["B"] = ("data", "8", "bytes", "바이트"),
            ["bit"] = ("data", "1", "bits", "비트"),
            ["km2"] = ("area", "1000000", "square kilometres", "제곱킬로미터"),
            ["ha"] = ("area", "10000", "hectares", "헥타르"),
            ["m2"] = ("area", "1", "square metres", "제곱미터"),
            ["cm2"] = ("area", "0.0001", "square centimetres", "제곱센티미터"),
            ["km/h"] = ("speed", "5/18", "km/h", "시속 #킬로미터(km/h)"),
            ["m/s"] = ("speed", "1", "m/s", "초속 #미터(m/s)"),
            ["dozen"] = ("count", "12", "dozen", "다스"),
            ["piece"] = ("count", "1", "pieces", "개"),
        };

    public static void Verify(Question question, JsonElement check)
    {
        var (value, from, to) = (Text(check, "value"), Text(check, "from"), Text(check, "to"));
        if ((from, to) == ("C", "F"))
        {
            Assert.Contains(
                question.Language == "ko" ? $"섭씨 {value}도" : $"{value} degrees Celsius",
                question.Prompt
            );
            Assert.Equal((Number(value) * new Fraction(9, 5)) + new Fraction(32, 1), Number(question.Answer));
            return;
        }

        var (source, target) = (_all[from], _all[to]);
        Assert.Equal(source.Dimension, target.Dimension);
        Assert.Contains(
            question.Language == "ko" ? Korean(source.Korean, value) : $"{value} {source.English}",
            question.Prompt
        );
        Assert.Contains(question.Language == "ko" ? Asked(target.Korean) : target.English, question.Prompt);
        var expected = Number(value) * Number(source.Factor) / Number(target.Factor);
        Assert.Equal(expected, Number(question.Answer));
    }

    // The number stands at the mark; without one it stands before the unit.
    private static string Korean(string unit, string value) =>
        unit.Contains('#', StringComparison.Ordinal)
            ? unit.Replace("#", value, StringComparison.Ordinal)
            : $"{value} {unit}";

    private static string Asked(string unit) => unit.Replace("#", "몇 ", StringComparison.Ordinal);

    private static Fraction Number(string text) => Fraction.Parse(text);

    private static string Text(JsonElement check, string name) => check.GetProperty(name).GetString()!;
}
