using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Text;

namespace SessionLogging.Preferences.Rules;

/// <summary>A setting's value: one that stands in a document, or one that is to be written.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Reading">What it says.</param>
/// <param name="IsNew">Whether it is to be written.</param>
internal sealed record GivenSetting(PreferenceSetting Setting, SettingReading Reading, bool IsNew)
{
    internal string Shown => Unicode.Quote(Reading.Text ?? Reading.RawToken!);

    internal static GivenSetting New(SettingValue value) => new(value.Setting, value.Value is not string text
        ? new SettingReading { State = SettingState.Value, Flag = (bool)value.Value }
        : new SettingReading { State = text.Length == 0 ? SettingState.Empty : Reference.IsIn(text) ? SettingState.Reference : SettingState.Value, Text = text }, IsNew: true);
}

/// <summary>Makes the rules on the text of settings. They judge what is newly set; a text that stands in a document only where they say so, since what they forbid today was allowed once.</summary>
/// <param name="Reference">Where the rules come from.</param>
/// <param name="Settings">The settings that they judge.</param>
internal sealed record TextRules(string Reference, params PreferenceSetting[] Settings)
{
    internal Rule<GivenSetting> Refuse(
        string id, Func<string, bool> isBroken, Func<string, string> message, string remedy, FindingSeverity severity = FindingSeverity.High, Func<string, string>? standing = null) =>
        Of(id, severity, FindingStatus.Fail, isBroken, message, _ => remedy, standing);

    internal Rule<GivenSetting> Refuse(
        string id, Func<string, bool> isBroken, Func<string, string> message, Func<string, string> remedy, Func<string, string>? standing = null) =>
        Of(id, FindingSeverity.High, FindingStatus.Fail, isBroken, message, remedy, standing);

    internal Rule<GivenSetting> Warn(string id, Func<string, bool> isBroken, Func<string, string> message, string remedy) =>
        Of(id, FindingSeverity.Low, FindingStatus.Warning, isBroken, message, _ => remedy, standing: null);

    private Rule<GivenSetting> Of(
        string id,
        FindingSeverity severity,
        FindingStatus status,
        Func<string, bool> isBroken,
        Func<string, string> message,
        Func<string, string> remedy,
        Func<string, string>? standing) => new(id, severity, [.. Settings.Select(setting => setting.Name)], Reference, it => it.Setting.Name, it => it switch
        {
            { IsNew: false } when standing is null => Verdict.NotApplicable,
            { Reading.State: SettingState.Reference } => Verdict.Untold,
            { Reading: { State: SettingState.Value, Text: { } text } } =>
                isBroken(text) ? new Verdict(status, (it.IsNew ? message : standing!)(text), remedy(text)) : Verdict.Pass,
            _ => Verdict.NotApplicable,
        });
}
