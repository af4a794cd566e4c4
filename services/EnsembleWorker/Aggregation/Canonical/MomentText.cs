using System.Collections.Immutable;
using System.Globalization;

namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>Dates, times of day and days of the week: "2024년 3월 5일", "March 5, 2024", "2024-03-05", "오후 2시 11분", "2:11 PM", "Tue".</summary>
internal static class MomentText
{
    private const int HourMax = 24;
    private const int HalfDay = 12;
    private const int YearDigits = 4;

    private static readonly ImmutableArray<string> _months =
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];

    private static readonly ImmutableArray<string> _days =
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];

    private const string KoreanDays = "월화수목금토일";

    /// <param name="text">Bare, in lower case.</param>
    public static string? Of(string text) => Day(text) ?? Time(text) ?? Date(text);

    private static string? Day(string text)
    {
        var korean = text is [_, '요', '일'] ? KoreanDays.IndexOf(text[0], StringComparison.Ordinal) : -1;
        var english =
            text.Length >= 3
                ? _days.FindIndex(day =>
                    day == text || (text.Length <= 4 && day.StartsWith(text, StringComparison.Ordinal))
                )
                : -1;
        var found = Math.Max(korean, english);
        return found < 0 ? null : _days[found];
    }

    private static string? Time(string text)
    {
        var isAfternoon =
            text.StartsWith("오후 ", StringComparison.Ordinal)
            || text.EndsWith("pm", StringComparison.Ordinal)
            || text.EndsWith("p.m", StringComparison.Ordinal);
        var isMorning =
            text.StartsWith("오전 ", StringComparison.Ordinal)
            || text.EndsWith("am", StringComparison.Ordinal)
            || text.EndsWith("a.m", StringComparison.Ordinal);
        var bare = text.Replace("오후 ", "", StringComparison.Ordinal)
            .Replace("오전 ", "", StringComparison.Ordinal)
            .TrimEnd('p', 'a', 'm', '.', ' ');
        var parts = bare.Split(':', '시');
        var isKorean = bare.Contains('시', StringComparison.Ordinal);
        if (parts.Length is not (2 or 3) || (isKorean && (parts.Length != 2 || parts[1].StartsWith('간'))))
        {
            return null;
        }

        var minutes = parts[1].Trim().TrimEnd('분').Trim();
        var second = parts.Length == 3 ? Number(parts[2], 60) : 0;
        if (Number(parts[0], HourMax) is not { } hour || second is not { } seconds)
        {
            return null;
        }

        if (
            (minutes.Length == 0 && isKorean ? 0 : Number(minutes, 60)) is not { } minute
            || (!isKorean && minutes.Length != 2)
        )
        {
            return null;
        }

        hour =
            isAfternoon && hour < HalfDay ? hour + HalfDay
            : isMorning && hour == HalfDay ? 0
            : hour;
        var clock = string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}");
        return seconds == 0 ? clock : string.Create(CultureInfo.InvariantCulture, $"{clock}:{seconds:00}");
    }

    private static string? Date(string text)
    {
        var bracket = text.IndexOf(" (", StringComparison.Ordinal);
        var parts = (bracket > 0 ? text[..bracket] : text).Split(
            [' ', ',', '.', '-', '/', '년', '월', '일'],
            StringSplitOptions.RemoveEmptyEntries
        );
        var isKorean = text.Contains('월', StringComparison.Ordinal) && text.Contains('일', StringComparison.Ordinal);
        return parts switch
        {
            // A day of the week in front or behind says nothing more.
            [var day, .. var rest] when rest.Length == 3 && Day(day) is not null => Named(rest),
            // "화요일" has lost its last syllable to the separators.
            [var year, var month, var day, var name] when Day(name) is not null || Day(name + "일") is not null =>
                OfParts(year, month, day),
            [{ Length: YearDigits } year, var month, var day] => OfParts(year, month, day),
            [_, _, _] => Named(parts),
            [var month, var day] when isKorean => OfParts("0", month, day),
            [var one, var two] => Named([one, two, "0"]),
            _ => null,
        };
    }

    private static string? Named(string[] parts)
    {
        var first = Month(parts[0]);
        var second = Month(parts[1]);
        return first > 0 ? OfParts(parts[2], Text(first), WithoutOrdinal(parts[1]))
            : second > 0 ? OfParts(parts[2], Text(second), WithoutOrdinal(parts[0]))
            : null;
    }

    private static string? OfParts(string year, string month, string day)
    {
        const int LeapYear = 2000;
        return
            Number(year, 9999) is { } y
            && Number(month, 12) is { } m and > 0
            && Number(day, 31) is { } d and > 0
            && d <= DateTime.DaysInMonth(y == 0 ? LeapYear : y, m)
            ? string.Create(CultureInfo.InvariantCulture, $"{(y == 0 ? "" : $"{y:0000}-")}{m:00}-{d:00}")
            : null;
    }

    private static int Month(string text) =>
        text.Length >= 3
            ? 1
                + _months.FindIndex(month =>
                    month == text || (text.Length <= 4 && month.StartsWith(text, StringComparison.Ordinal))
                )
            : 0;

    private static int FindIndex(this ImmutableArray<string> names, Func<string, bool> fits)
    {
        for (var at = 0; at < names.Length; at++)
        {
            if (fits(names[at]))
            {
                return at;
            }
        }

        return -1;
    }

    private static string WithoutOrdinal(string day) =>
        day.Length > 2 && char.IsAsciiDigit(day[0])
            ? day.Replace("st", "", StringComparison.Ordinal)
                .Replace("nd", "", StringComparison.Ordinal)
                .Replace("rd", "", StringComparison.Ordinal)
                .Replace("th", "", StringComparison.Ordinal)
            : day;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string text, int most) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : null;
}
