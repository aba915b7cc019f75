using System.Security.Cryptography;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Editing;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Rollout;

/// <summary>What was asked for of a document, as short texts.</summary>
/// <param name="Settings">The command's settings, the same for each of its documents.</param>
/// <param name="Exceptions">What agreed exceptions ask for instead in its account and Region; <see langword="null"/> where there are none.</param>
internal readonly record struct RequestMark(string Settings, string? Exceptions);

/// <summary>What a request asks for, as a short text that is the same for the same settings and another one for others: by what it makes of a document in which nothing is on, and of one in which everything is.</summary>
internal static class RequestFingerprint
{
    private const int Bytes = 16;

    private static readonly PreferenceDocument Nothing = PreferenceDocument.CreateNew();
    private static readonly PreferenceDocument Everything = Nothing.With(PreferenceSetting.All.Aggregate(PreferenceEdit.Empty, (edit, setting) => setting.Kind switch
    {
        SettingKind.Flag => edit.Set(setting, true),
        SettingKind.Minutes => edit.Set(setting, "1"),
        _ => edit.Set(setting, "x"),
    }));

    internal static string Of(PreferenceRequest request, BaseVersion? baseVersion)
    {
        var text = new StringBuilder().Append(baseVersion).Append('\n');
        foreach (var present in new[] { Nothing, Everything })
        {
            Append(text, request, present);
        }

        return Hash(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The same of agreed exceptions; <see langword="null"/> where there are none.</summary>
    internal static string? Of(PreferenceEdit exceptions)
    {
        if (exceptions.Values.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        Append(text, _ => exceptions, Nothing);
        return Hash(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Append(StringBuilder text, PreferenceRequest request, PreferenceDocument present)
    {
        try
        {
            foreach (var value in request(present).Values.OrderBy(value => value.Setting.Name, StringComparer.Ordinal))
            {
                var shown = Convert.ToString(value.Value, CultureInfo.InvariantCulture)!;
                text.Append(FormattableString.Invariant($"{value.Setting.Name} {shown.Length} {shown}\n"));
            }
        }
        catch (PreferenceRuleException senseless)
        {
            text.Append(senseless.ErrorId).Append('\n');
        }

        text.Append("--\n");
    }

    private static string Hash(byte[] bytes)
    {
#if NETFRAMEWORK
        using var algorithm = SHA256.Create();
        var hash = algorithm.ComputeHash(bytes);
#else
        var hash = SHA256.HashData(bytes);
#endif
        return string.Concat(hash.Take(Bytes).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
