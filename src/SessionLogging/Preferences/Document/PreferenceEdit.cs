using SessionLogging.Findings;
using SessionLogging.Text;

namespace SessionLogging.Preferences.Document;

/// <summary>One setting with the value it is to have.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Value">A <see cref="bool"/> for a flag, otherwise a <see cref="string"/>.</param>
public sealed record SettingValue(PreferenceSetting Setting, object Value)
{
    /// <summary>Who has accepted that the value is another one here than elsewhere; <see langword="null"/> where it is the same everywhere.</summary>
    public Acceptance? Accepted { get; init; }
}

/// <summary>The settings that a change names, each with its new value, in the order they were named. Immutable.</summary>
public sealed class PreferenceEdit
{
    /// <summary>The settings whose values may hold placeholders for the account and Region.</summary>
    internal static readonly PreferenceSetting[] Filled =
        [PreferenceSetting.S3BucketName, PreferenceSetting.S3KeyPrefix, PreferenceSetting.CloudWatchLogGroupName, PreferenceSetting.KmsKeyId];

    private readonly SettingValue[] _values;

    private PreferenceEdit(SettingValue[] values) => _values = values;

    /// <summary>Changes nothing.</summary>
    public static PreferenceEdit Empty { get; } = new([]);

    /// <summary>The settings named, in the order they were first named.</summary>
    public IReadOnlyList<SettingValue> Values => _values;

    /// <summary>The value that the setting is to have; <see langword="null"/> where it is not named.</summary>
    public object? this[PreferenceSetting setting] => Array.Find(_values, value => value.Setting == setting)?.Value;

    /// <summary>The same edit with a text or a number of minutes; empty text clears the setting.</summary>
    /// <param name="setting">A text or minutes setting. A flag takes nothing but a reference such as <c>{{ssm:name}}</c> here.</param>
    /// <param name="value">The text, in well-formed Unicode.</param>
    /// <exception cref="ArgumentException">The setting is a flag and the text no reference, or the text holds half a surrogate pair.</exception>
    public PreferenceEdit Set(PreferenceSetting setting, string value)
    {
        if (setting.Kind is SettingKind.Flag && !Reference.IsIn(value))
        {
            throw new ArgumentException($"{setting.Name} is on or off; '{value}' is text.", nameof(value));
        }

        if (!Unicode.IsWellFormed(value))
        {
            throw new ArgumentException($"The text for {setting.Name} holds half a surrogate pair, which JSON cannot carry.", nameof(value));
        }

        return With(new SettingValue(setting, value));
    }

    /// <summary>The same edit with a flag turned on or off.</summary>
    /// <param name="setting">A flag.</param>
    /// <param name="value">On or off.</param>
    /// <exception cref="ArgumentException">The setting is no flag.</exception>
    public PreferenceEdit Set(PreferenceSetting setting, bool value)
    {
        if (setting.Kind is not SettingKind.Flag)
        {
            throw new ArgumentException($"{setting.Name} is text, not on or off.", nameof(value));
        }

        return With(new SettingValue(setting, value));
    }

    /// <summary>The same edit, with the value where one is given.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="value">A flag, minutes (0 clears them) or text, as the setting's kind is; <see langword="null"/> where the caller gave none.</param>
    /// <exception cref="PreferenceRuleException">The text holds half a surrogate pair (<c>TextNotUnicode</c>).</exception>
    public PreferenceEdit SetGiven(PreferenceSetting setting, object? value) => value switch
    {
        null => this,
        bool flag => Set(setting, flag),
        int minutes => Set(setting, minutes == 0 ? "" : minutes.ToString(CultureInfo.InvariantCulture)),
        string text when !Unicode.IsWellFormed(text) => throw new PreferenceRuleException(
            "TextNotUnicode", setting.Name, $"The text for {setting.Name} holds half a surrogate pair, which JSON cannot carry.", "Give well-formed text."),
        _ => Set(setting, (string)value),
    };

    /// <summary>This edit and another one after it: where both name a setting, the later value counts.</summary>
    public PreferenceEdit Then(PreferenceEdit later) =>
        later._values.Aggregate(this, (edit, value) => edit.With(value));

    /// <summary>The same edit with the values that exceptions give to settings that it names; what it does not name stays unnamed.</summary>
    internal PreferenceEdit Except(PreferenceEdit exceptions) =>
        exceptions._values.Where(value => this[value.Setting] is not null).Aggregate(this, (edit, value) => edit.With(value));

    /// <summary>The same edit, of which somebody has accepted that it holds here and not elsewhere.</summary>
    internal PreferenceEdit AcceptedAs(Acceptance acceptance) => new(Array.ConvertAll(_values, value => value with { Accepted = acceptance }));

    /// <summary>Whether a value waits for the account's name: <c>{AccountName}</c> in the bucket, the key prefix, the log group or the key.</summary>
    public bool NamesAccountName => Array.Exists(_values, value => Filled.Contains(value.Setting) && Placeholder.NamesAccountName(value.Value as string));

    /// <summary>The same edit with <c>{AccountId}</c>, <c>{AccountName}</c> and <c>{Region}</c> filled in the bucket, the key prefix, the log group and the key.</summary>
    /// <param name="accountId">The account's twelve digits.</param>
    /// <param name="region">The Region's system name.</param>
    /// <param name="accountName">The account's name; <see langword="null"/> leaves what waits for it.</param>
    public PreferenceEdit Fill(string accountId, string region, string? accountName = null) =>
        new(Array.ConvertAll(_values, value =>
            value.Value is string text && Filled.Contains(value.Setting)
                ? value with { Value = Placeholder.Fill(text, accountId, region, accountName) }
                : value));

    private PreferenceEdit With(SettingValue value)
    {
        var position = Array.FindIndex(_values, present => present.Setting == value.Setting);
        if (position < 0)
        {
            return new PreferenceEdit([.. _values, value]);
        }

        var values = (SettingValue[])_values.Clone();
        values[position] = value;
        return new PreferenceEdit(values);
    }
}
