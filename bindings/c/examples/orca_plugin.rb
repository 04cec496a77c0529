#!/usr/bin/env ruby
# frozen_string_literal: true

# A plugin for ORCA in Ruby, through the C interface: takes a prescription from ORCA
# (処方せん印刷, /api01rv2/prescriptionv2), makes records of it, checks and signs them.
#
#   orca_plugin.rb --url http://127.0.0.1:8000 --user ormaster --password-file secret \
#     --patient 00110 --invoice 372 --usages usages.json --department 内科 \
#     --key doctor.pk8 --cert doctor.cer [--prefix /api] [--doctor 医師名] [--anchor FILE] \
#     [--intermediate FILE] [--at TIME] -o rx.xml
#
# usages.json has the code of the 電子処方箋用法マスタ for each 用法コード of ORCA:
#   {"001000101": {"code": "1011000090000000", "name": "１日１回就寝前　服用", "times_per_day": 1}}
#
# It carries what most prescriptions have; what it does not carry (public payers, accidents, seamen,
# generic names, narcotics, splits, refills …) it refuses by name. The whole path is in Python: shohosen.orca.
# SHOHOSEN_LIBRARY names the library where the loader does not find it.

require "cgi"
require "date"
require "fiddle"
require "fiddle/import"
require "json"
require "net/http"
require "optparse"

# The C interface, as far as it is needed here.
module Shohosen
  extend Fiddle::Importer
  dlload ENV.fetch("SHOHOSEN_LIBRARY", "libshohosen.so.1")

  ABI_VERSION = 1
  ERROR = 1 # SHOHOSEN_SEVERITY_ERROR
  JAPANESE = 1

  # A call that failed, with the stable code of its reason.
  class Error < StandardError
    attr_reader :code

    def initialize(code, message)
      @code = code
      super("#{message} [#{code}]")
    end
  end

  [
    "int shohosen_check_abi(unsigned int, void*)",
    "const char* shohosen_error_code(void*, void*)",
    "const char* shohosen_error_message(void*, int, void*)",
    "void shohosen_error_free(void*)",
    "const char* shohosen_findings_code(void*, size_t, void*)",
    "size_t shohosen_findings_count(void*)",
    "void shohosen_findings_free(void*)",
    "const char* shohosen_findings_message(void*, size_t, int, void*)",
    "int shohosen_findings_severity(void*, size_t)",
    "void shohosen_key_free(void*)",
    "int shohosen_key_from_pem_or_der(void*, size_t, void*, size_t, void*, void*)",
    "int shohosen_records_lint(void*, void*, void*, void*)",
    "int shohosen_records_read(void*, size_t, void*, void*, void*)",
    "void shohosen_records_free(void*)",
    "const char* shohosen_report_json(void*, void*)",
    "void* shohosen_signed_document(void*, void*)",
    "void shohosen_signed_free(void*)",
    "void* shohosen_signed_report(void*)",
    "void shohosen_signer_free(void*)",
    "int shohosen_signer_new(void*, void*, void*, void*)",
    "int shohosen_signer_sign_prescription(void*, void*, void*, size_t, long long, void*, void*)",
    "int shohosen_time_parse(void*, size_t, void*, void*)",
    "int shohosen_trust_store_add_anchor(void*, void*, size_t, void*)",
    "int shohosen_trust_store_add_intermediates(void*, void*, size_t, void*)",
    "void shohosen_trust_store_free(void*)",
    "int shohosen_trust_store_new(void*, void*)"
  ].each { |declaration| extern declaration }

  module_function

  # Room for one pointer or number that a call fills, freed by Ruby.
  def cell
    Fiddle::Pointer.malloc(8, Fiddle::RUBY_FREE).tap { |cell| cell[0, 8] = "\0" * 8 }
  end

  # Octets or text that an object lends, copied.
  def text(name, *arguments)
    length = cell
    start = send(name, *arguments, length)
    start.null? ? nil : start[0, length[0, 8].unpack1("J")]
  end

  def utf8(name, *arguments)
    text(name, *arguments)&.force_encoding("UTF-8")
  end

  # Makes a call and raises what went wrong.
  def call(name, *arguments)
    cell = self.cell
    return if send(name, *arguments, cell).zero?

    error = cell.ptr
    begin
      raise Error.new(utf8(:shohosen_error_code, error),
                      utf8(:shohosen_error_message, error, JAPANESE))
    ensure
      shohosen_error_free(error)
    end
  end

  # Makes an object, and frees it when the block is done.
  def with(name, free, *arguments)
    out = cell
    call(name, *arguments, out)
    begin
      yield out.ptr
    ensure
      send(free, out.ptr)
    end
  end

  # A string as pointer and length.
  def octets(string)
    [string, string.bytesize]
  end

  # Seconds since 1970 of a time in RFC 3339.
  def time(string)
    out = cell
    call(:shohosen_time_parse, *octets(string), out)
    out[0, 8].unpack1("q")
  end
end

# Asks ORCA for the form of a prescription.
class Orca
  class Error < StandardError; end

  def initialize(options)
    @options = options
  end

  def prescription
    answer = bare(JSON.parse(post(body)))
    result = answer["Api_Result"].to_s
    raise Error, "Api_Result #{result}: #{answer['Api_Result_Message']}" unless result.match?(/\A0+\z/)

    forms = answer.fetch("Forms").map { |form| form.fetch("data") }
    raise Error, "#{forms.size} 件の処方箋" if forms.size != 1 || forms[0]["Form_ID"] != "shohosen"

    forms[0]
  rescue JSON::ParserError, KeyError, NoMethodError => e
    raise Error, "日レセの応答が読めません: #{e.message[0, 200]}"
  end

  # What is in the outer element (prescriptionv2res) of an answer as it comes over the wire.
  def bare(answer)
    answer = answer.values[0] while answer.size == 1 && answer.values[0].is_a?(Hash)
    answer
  end

  private

  # Without what stands before the host: a user and a password, which no message repeats. A password
  # may have any character, so that all before the last @ is none of the host.
  def url
    @options.fetch(:url).sub(%r{\A([A-Za-z][A-Za-z0-9+.-]*://)?.*@}m, '\1')
  end

  def body
    items = { "Request_Number" => "02", "Patient_ID" => @options.fetch(:patient),
              "Invoice_Number" => @options.fetch(:invoice), "Outside_Class" => "True" }
    lines = items.map { |name, value| %(<#{name} type="string">#{CGI.escapeHTML(value)}</#{name}>) }
    %(<data><prescriptionv2req type="record">#{lines.join}</prescriptionv2req></data>)
  end

  def post(body)
    uri = URI("#{url}#{@options[:prefix]}/api01rv2/prescriptionv2")
    request = Net::HTTP::Post.new(uri, "Content-Type" => "application/xml; charset=UTF-8")
    request.basic_auth(@options.fetch(:user), File.read(@options.fetch(:password_file)).lines[0].chomp)
    request.body = body
    http = Net::HTTP.new(uri.host, uri.port, nil) # no proxy: ORCA is on the same network
    http.use_ssl = uri.scheme == "https"
    http.open_timeout = http.read_timeout = 10
    response = http.request(request)
    raise Error, "HTTP #{response.code}: #{uri}" unless response.is_a?(Net::HTTPOK)

    response.body.force_encoding("UTF-8")
  rescue URI::InvalidURIError
    raise Error, "日レセの URL が正しくありません"
  rescue SystemCallError, SocketError, IOError, Timeout::Error => e
    raise Error, "日レセに接続できません: #{e.message}"
  end
end

# From the form to SJ1. `problems` has everything that is missing or not carried.
class Records
  attr_reader :problems

  FORMS = { "21" => "1", "22" => "2", "23" => "3" }.freeze

  def initialize(form, usages, department, doctor = "")
    @form = form
    @usages = usages
    @department = department
    @doctor = doctor
    @problems = []
  end

  def to_s
    ["SJ1", *(institution + patient + insurance + [[51, day(@form, "IssuedDate")]] + rps)
      .map { |line| line.map { |value| value.to_s.tr(",\r\n", "，  ") }.join(",") }].join("\n")
  end

  def refuse_what_is_not_carried
    { "IncludingNarcotic_Flg" => "麻薬", "Split_Count" => "分割", "Refill_Count" => "リフィル",
      "Check_Leftover_Class" => "残薬確認" }.each do |key, name|
      @problems << "#{name} (#{key}) は扱いません" unless @form[key].to_s.match?(/\A0*\z/)
    end
    combination = @form["Insurance_Combination_Information"] || {}
    unless Array(combination["PublicInsurance_Information"]).all?(&:empty?)
      @problems << "公費 (PublicInsurance_Information) は扱いません"
    end
    return if combination.dig("Accident_Insurance_Information", "Accident_Insurance_Class").to_s.empty?

    @problems << "労災・自賠責 (Accident_Insurance_Information) は扱いません"
  end

  private

  def need(from, *path)
    value = from.dig(*path)
    value = value.join if value.is_a?(Array)
    @problems << "#{path.join('.')} がありません" if value.to_s.strip.empty?
    value.to_s.strip
  end

  # A number of this range; what is missing is a problem, and never 0.
  def count(from, name, place, range)
    text = from[name].to_s.strip
    number = text.match?(/\A\d{1,4}\z/) ? text.to_i : -1
    said = text.empty? ? "がありません" : "の値 #{text} は使えません"
    @problems << "#{place}#{name} #{said}" unless range.cover?(number)
    number
  end

  # A date as YYYYMMDD. ORCA writes zeros for one that it lacks, which then is missing and no day.
  def day(from, name)
    text = from[name].to_s.strip
    if text.delete("0-").empty?
      @problems << "#{name} がありません"
    elsif !text.match?(/\A\d{4}-\d{2}-\d{2}\z/) || !Date.valid_date?(*text.split("-").map(&:to_i))
      @problems << "#{name} の値 #{text} は使えません"
    end
    text.delete("-")
  end

  def half_width(text)
    text.unicode_normalize(:nfkd).tr("ァ-ンー\u3099\u309A・　", HALF)
  end

  # ァ to ン in the order of Unicode, without the voiced ones, which NFKD takes apart.
  HALF = begin
    full = (0x30A1..0x30F3).map { |code| [code].pack("U") }
    half = (0xFF66..0xFF9D).to_h { |code| c = [code].pack("U"); [c.unicode_normalize(:nfkc), c] }
    full.map { |c| half.fetch(c, c) }.join + "ｰﾞﾟ･ "
  end

  def institution
    hospital = @form["Hospital"] || {}
    doctor = @form["Doctor"] || {}
    department = @form["Department_Name"].to_s.empty? ? @department.to_s : @form["Department_Name"]
    @problems << "Department_Name がありません（--department）" if department.empty?
    postal = hospital["ZipCode"].to_s.sub(/\A(\d{3})(\d{4})\z/, '\1-\2')
    [[1, 1, need(hospital, "Code"), need(hospital, "Prefectures_Number"), need(hospital, "Name")],
     [2, postal, need(hospital, "Address")],
     [3, need(hospital, "PhoneNumber"), hospital["FaxNumber"], ""],
     [4, 2, need(@form, "Department_Code"), department],
     [5, doctor["Code"], half_width(doctor["KanaName"].to_s), doctor_name(doctor)]]
  end

  def doctor_name(doctor)
    name = doctor["Name"].to_s.strip.empty? ? @doctor.to_s : doctor["Name"].to_s.strip
    @problems << "Doctor.Name がありません（--doctor）" if name.empty?
    name
  end

  def patient
    patient = @form["Patient"] || {}
    [[11, patient["ID"], need(patient, "Name"), half_width(need(patient, "KanaName"))],
     [12, need(patient, "Sex")], [13, day(patient, "BirthDate")]]
  end

  def insurance
    combination = @form["Insurance_Combination_Information"] || {}
    health = combination["HealthInsurance_Information"] || {}
    number = health["InsuranceProvider_Number"].to_s
    return [] if number.empty?

    # 船員保険 needs 職務上の事由 (record 25), which ORCA does not give.
    @problems << "船員保険 (#{number}) は扱いません" if number.match?(/\A02\d{6}\z/)
    rate = count(combination, "HealthInsuredPerson_Rate", "", 0..100)
    [*copay(combination, number, rate), [21, kind(number)], [22, number],
     [23, health["HealthInsuredPerson_Symbol"], health["HealthInsuredPerson_Number"],
      need(health, "RelationToInsuredPerson"), health["HealthInsuredPerson_Branch_Number"]],
     [24, format("%03d", rate), format("%03d", 100 - rate)]]
  end

  # 保険種別 by 法別番号: 39 後期高齢者, 67 and six digits 国保.
  def kind(number)
    return 7 if number.match?(/\A39\d{6}\z/)

    number.size == 6 || number.start_with?("67") ? 2 : 1
  end

  # 一部負担区分, which small children and the elderly need.
  def copay(combination, number, rate)
    given = combination["Partial_Cost_Payment_Class"].to_s.sub(/\A0+/, "")
    name = "一部負担区分 (Partial_Cost_Payment_Class)"
    @problems << "#{name} の値 #{given} は使えません" unless given.empty? || given.match?(/\A[123]\z/)
    # 後期高齢者 who pay 20 % are 1 or 5, and ORCA does not say which.
    @problems << "#{name}: 後期高齢者の 2 割は扱いません" if kind(number) == 7 && given == "1" && rate == 20
    @problems << "#{name} がありません" if given.empty? && (kind(number) == 7 || copay_age?)
    given.empty? ? [] : [[14, given]]
  end

  # Whether somebody is below school age, or under 高齢受給者証 and older. An age is reached on the
  # day before the birthday: who is born on 1 April goes to school a year before who is born on 2 April.
  def copay_age?
    birth, issued = [@form.dig("Patient", "BirthDate"), @form["IssuedDate"]].map { |text| Date.iso8601(text.to_s) }
    school = birth.year + (([birth.month, birth.day] <=> [4, 1]).positive? ? 7 : 6)
    issued <= Date.new(school, 3, 31) || issued >= Date.new((birth - 1).year + 70, (birth - 1).month, 1) >> 1
  rescue Date::Error
    false # Missing or unreadable, and refused where it is written.
  end

  def rps
    Array(@form["Rp"]).reject(&:empty?).each_with_index.flat_map { |rp, index| rp(rp, index + 1) }
  end

  def rp(rp, number)
    form = FORMS[rp["Medical_Class"].to_s[0, 2]]
    @problems << "RP#{number}: 診療区分 #{rp['Medical_Class']} は扱いません" unless form
    items = Array(rp["Medication"]).reject(&:empty?)
    usage, items = items.partition { |item| item["Code"].to_s.start_with?("001") }
    code = usage.dig(0, "Code")
    known = @usages[code] || {}
    @problems << "RP#{number}: 用法コード #{code} が --usages にありません" if usage.size != 1 || known.empty?
    [[101, number, form, "", count(rp, "Count", "RP#{number}: ", 1..999)],
     [111, number, 3, known["code"], known["name"], known["times_per_day"]],
     *items.each_with_index.map { |item, line| drug(item, number, line + 1) }]
  end

  def drug(item, number, line)
    place = "RP#{number}-#{line}"
    @problems << "#{place}: 薬品でない行 #{item['Name']} は扱いません" unless item["Code"].to_s.match?(/\A6\d{8}\z/)
    %w[Generic_Flg Unchangeable_Flg Patient_Choice].each do |key|
      @problems << "#{place}: #{key} は扱いません" if item[key] == "1"
    end
    amount = item["Amount"].to_s
    # Digits, and between digits a point; not 0.
    @problems << "#{place}: 数量 #{amount}" unless amount.match?(/\A\d+(\.\d+)?\z/) && amount.match?(/[1-9]/)
    amount = amount.sub(/\A0+(?=\d)/, "").sub(/(\.\d*?)0+\z/, '\1').chomp(".")
    [201, number, line, 1, 2, item["Code"], item["Name"], amount, 1, item["Unit_Name"]]
  end
end

# Errors of a check of the records, as sentences.
def errors_in(records)
  Shohosen.with(:shohosen_records_read, :shohosen_records_free, *Shohosen.octets(records), nil) do |read|
    Shohosen.with(:shohosen_records_lint, :shohosen_findings_free, read, nil) do |findings|
      (0...Shohosen.shohosen_findings_count(findings)).filter_map do |index|
        next if Shohosen.shohosen_findings_severity(findings, index) != Shohosen::ERROR

        code = Shohosen.utf8(:shohosen_findings_code, findings, index)
        "#{Shohosen.utf8(:shohosen_findings_message, findings, index, Shohosen::JAPANESE)} [#{code}]"
      end
    end
  end
end

def sign(records, options)
  at = options[:at] ? Shohosen.time(options[:at]) : Time.now.to_i
  Shohosen.with(:shohosen_trust_store_new, :shohosen_trust_store_free) do |trust|
    options[:anchor].each do |path|
      Shohosen.call(:shohosen_trust_store_add_anchor, trust, *Shohosen.octets(File.binread(path)))
    end
    options[:intermediate].each do |path|
      Shohosen.call(:shohosen_trust_store_add_intermediates, trust, *Shohosen.octets(File.binread(path)))
    end
    key = Shohosen.octets(File.binread(options.fetch(:key)))
    certificate = Shohosen.octets(File.binread(options.fetch(:cert)))
    Shohosen.with(:shohosen_signer_new, :shohosen_signer_free, trust, nil) do |signer|
      Shohosen.with(:shohosen_key_from_pem_or_der, :shohosen_key_free, *key, *certificate) do |holder|
        Shohosen.with(:shohosen_signer_sign_prescription, :shohosen_signed_free, signer, holder,
                      *Shohosen.octets(records), at) do |signed|
          [Shohosen.text(:shohosen_signed_document, signed),
           Shohosen.utf8(:shohosen_report_json, Shohosen.shohosen_signed_report(signed))]
        end
      end
    end
  end
end

def options(arguments)
  given = { anchor: [], intermediate: [] }
  parser = OptionParser.new
  %w[url prefix user password-file patient invoice usages department doctor key cert at].each do |name|
    parser.on("--#{name} VALUE") { |value| given[name.tr("-", "_").to_sym] = value }
  end
  %i[anchor intermediate].each { |name| parser.on("--#{name} FILE") { |file| given[name] << file } }
  parser.on("-o", "--output FILE") { |file| given[:output] = file }
  parser.parse!(arguments)
  given
end

def main(arguments)
  Shohosen.call(:shohosen_check_abi, Shohosen::ABI_VERSION)
  options = options(arguments)
  usages = JSON.parse(File.read(options.fetch(:usages), encoding: "UTF-8"))
  made = Records.new(Orca.new(options).prescription, usages, options[:department], options[:doctor])
  made.refuse_what_is_not_carried
  records = made.to_s
  problems = made.problems.empty? ? errors_in(records) : made.problems
  unless problems.empty?
    warn problems
    return 65
  end
  document, report = sign(records, options)
  File.binwrite(options.fetch(:output), document)
  puts report
  0
rescue Orca::Error, KeyError => e
  warn e.message
  65
rescue Shohosen::Error => e
  warn e.message
  1
end

exit main(ARGV) if $PROGRAM_NAME == __FILE__
