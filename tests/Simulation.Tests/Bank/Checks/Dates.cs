using System.Globalization;
using System.Text.Json;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Tests.Bank.Checks;

/// <summary>Works dates and times out with the calendar of the runtime.</summary>
internal static class Dates
{
    private static readonly string[] _korean = ["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"];
    private static readonly string[] _english = [.. Enumerable.Range(1, 7).Select(day => $"{(DayOfWeek)(day % 7)}")];

    public static void Weekday(Question question, JsonElement check)
    {
        var date = Date(question, check, "date");
        Assert.Equal(Names(question)[((int)date.DayOfWeek + 6) % 7], question.Answer);
    }

    public static void WeekdayAfter(Question question, JsonElement check)
    {
        var (day, days) = (check.GetProperty("day").GetInt32(), check.GetProperty("days").GetInt32());
        Assert.Contains(Names(question)[day], question.Prompt);
        Assert.Contains(question.Language == "ko" ? $"{days}일 뒤" : $"{days} days", question.Prompt);
        var anyMonday = new DateOnly(2024, 1, 1);
        Assert.Equal(Names(question)[((int)anyMonday.AddDays(day + days).DayOfWeek + 6) % 7], question.Answer);
    }

    public static void DaysBetween(Question question, JsonElement check) =>
        Assert.Equal(
            Date(question, check, "end").DayNumber - Date(question, check, "start").DayNumber,
            int.Parse(question.Answer, CultureInfo.InvariantCulture)
        );

    public static void DateAfter(Question question, JsonElement check)
    {
        var days = check.GetProperty("days").GetInt32();
        Assert.Contains($"{days} days", question.Prompt);
        Assert.Equal($"{Date(question, check, "date").AddDays(days):yyyy-MM-dd}", question.Answer);
    }

    public static void Leap(Question question, JsonElement check)
    {
        var year = check.GetProperty("year").GetInt32();
        Assert.Contains($"{year}", question.Prompt);
        string[] words = question.Language == "ko" ? ["예", "아니요"] : ["yes", "no"];
        Assert.Equal(words[DateTime.IsLeapYear(year) ? 0 : 1], question.Answer);
    }

    public static void TimeAfter(Question question, JsonElement check)
    {
        var minutes = check.GetProperty("minutes").GetInt32();
        Assert.Contains($"{minutes}분", question.Prompt);
        Assert.Equal($"{Time(question, check).AddMinutes(minutes):HH:mm}", question.Answer);
    }

    public static void Zone(Question question, JsonElement check)
    {
        var (from, to) = (check.GetProperty("from").GetInt32(), check.GetProperty("to").GetInt32());
        Assert.All(
            new[] { from, to },
            offset => Assert.Contains(offset == 0 ? "UTC" : $"UTC{offset:+0;-0}", question.Prompt)
        );
        Assert.Equal($"{Time(question, check).AddHours(to - from):HH:mm}", question.Answer);
    }

    private static string[] Names(Question question) => question.Language == "ko" ? _korean : _english;

    private static TimeOnly Time(Question question, JsonElement check)
    {
        var text = check.GetProperty("time").GetString()!;
        Assert.Contains(text, question.Prompt);
        return TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
    }

    private static DateOnly Date(Question question, JsonElement check, string name)
    {
        var date = DateOnly.ParseExact(
            check.GetProperty(name).GetString()!,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture
        );
        var shown =
            question.Language == "ko"
                ? $"{date.Year}년 {date.Month}월 {date.Day}일"
                : date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        Assert.Contains(shown, question.Prompt);
        return date;
    }
}
